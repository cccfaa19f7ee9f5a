import AddIcon from '@mui/icons-material/AddOutlined'
import { Box, Button, Card, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { fieldWords } from '../../domain/words/fields.ts'
import {
  PartnersDocument,
  type PartnerPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { Page } from '../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { ContractDialog } from './contract-dialog.tsx'
import { EndContract } from './end-contract.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import { PartnerMembers } from './partner-members.tsx'

export type PartnerRow = PartnerPartsFragment

/** Organisations that review for the company: contract, people, what lies there, and what it costs. */
export function PartnersPage() {
  const { t } = useWords()
  const mayManage = useMayDo('managePartners')
  const [creating, setCreating] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['partners'],
    queryFn: () => run(PartnersDocument, {}),
  })
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Page
      title={t.partners.title}
      actions={
        mayManage && (
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
            {t.partners.create}
          </Button>
        )
      }
    >
      {data.partners.length === 0 && <EmptyState>{t.partners.empty}</EmptyState>}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {data.partners.map((partner) => (
          <PartnerCard key={partner.id} partner={partner} mayManage={mayManage} />
        ))}
      </Box>
      {creating && <ContractDialog partner={null} onClose={() => setCreating(false)} />}
    </Page>
  )
}

function PartnerCard({
  partner,
  mayManage,
}: {
  readonly partner: PartnerRow
  readonly mayManage: boolean
}) {
  const { t } = useWords()
  const [editing, setEditing] = useState(false)
  const under = partner.endedAt === null
  return (
    <Card component="section" aria-label={partner.name} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1.5 }}>
        <Typography variant="h6" component="h2">
          {partner.name}
        </Typography>
        <ToneChip look={under ? { tone: 'good', icon: 'check' } : { tone: 'quiet', icon: 'dash' }}>
          {under ? t.partners.active : t.partners.ended}
        </ToneChip>
        <Box sx={{ flex: 1 }} />
        {under && mayManage && (
          <>
            <Button size="small" onClick={() => setEditing(true)}>
              {t.partners.edit}
            </Button>
            <EndContract partner={partner} />
          </>
        )}
      </Box>
      <Terms partner={partner} />
      <PartnerMembers partner={partner} mayManage={mayManage && under} />
      <InvoiceLines partnerId={partner.id} />
      {editing && <ContractDialog partner={partner} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function Terms({ partner }: { readonly partner: PartnerRow }) {
  const { t, locale } = useWords()
  const fields = partner.fields.map((field) => wordOf(fieldWords[locale], field))
  const comma = locale === 'ja' ? '、' : ', '
  const rows: readonly (readonly [string, string | number])[] = [
    [t.partners.held, partner.held],
    [t.partners.queues, partner.queues.join(comma) || t.app.none],
    [t.partners.fields, fields.join(comma) || t.app.none],
    [t.partners.lease, partner.leaseMinutes],
    [t.partners.due, partner.dueMinutes],
    [t.partners.perAccepted, partner.yenPerAccepted],
    [t.partners.perResolved, partner.yenPerResolved],
    [t.partners.perMinute, partner.yenPerMinute],
  ]
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
        '& dt': { color: 'text.secondary', fontSize: '0.8rem' },
        '& dd': { m: 0, fontVariantNumeric: 'tabular-nums' },
      }}
    >
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Box>
  )
}

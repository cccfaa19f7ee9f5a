import { Button, Chip, Menu, MenuItem } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import type { HeaderActionProps } from '../case/header-actions.ts'
import {
  HandCaseToPartnerDocument,
  PartnersDocument,
  RecallCaseDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** Where the case lies, and for supervisors: to a partner with it, or back. */
export function HandoverButton({ reviewed }: HeaderActionProps) {
  const { t } = useWords()
  const mayOutsource = useMayDo('outsource')
  if (reviewed.partner) {
    return (
      <>
        <Chip size="small" label={t.partners.with(reviewed.partner.name)} />
        {mayOutsource && reviewed.resolvedAt === null && <Recall caseId={reviewed.id} />}
      </>
    )
  }
  const free = reviewed.status === 'OPEN' && reviewed.stage === 'FIRST'
  return mayOutsource && free ? <HandOver caseId={reviewed.id} /> : null
}

function HandOver({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const refresh = useRefreshedCase(caseId)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data } = useQuery({ queryKey: ['partners'], queryFn: () => run(PartnersDocument, {}) })
  const { start, busy } = useOperation(async (partnerId: string) =>
    expectSuccess((await run(HandCaseToPartnerDocument, { caseId, partnerId })).handCaseToPartner),
  )
  const partners = (data?.partners ?? []).filter(({ endedAt }) => endedAt === null)
  if (partners.length === 0) return null
  const hand = async (partnerId: string) => {
    setAnchor(null)
    if (await start(partnerId)) await refresh()
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        loading={busy}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t.partners.handOver}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {partners.map(({ id, name }) => (
          <MenuItem key={id} onClick={() => void hand(id)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}

function Recall({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const refresh = useRefreshedCase(caseId)
  const [asking, setAsking] = useState(false)
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(RecallCaseDocument, { caseId })).recallCase),
  )
  const recall = async () => {
    const done = await start(undefined)
    setAsking(false)
    if (done) await refresh()
  }
  return (
    <>
      <Button size="small" color="warning" onClick={() => setAsking(true)}>
        {t.partners.recall}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t.partners.recall}
        confirm={t.partners.recall}
        tone="warning"
        busy={busy}
        onConfirm={() => void recall()}
        onClose={() => setAsking(false)}
      >
        {t.partners.recallHelp}
      </ConfirmDialog>
    </>
  )
}

function useRefreshedCase(caseId: string) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['case', caseId] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
}

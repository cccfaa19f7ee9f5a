import { Alert, Box, Button, Card, Typography } from '@mui/material'
import { useState } from 'react'
import { useParams } from 'react-router-dom'
import { dueSoonMs, leaseSoonMs } from '../cases/urgency-limits.ts'
import { checkWords } from '../../domain/words/checks.ts'
import { fieldWords } from '../../domain/words/fields.ts'
import { OutcomeChip, Reasons } from '../parts/codes.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { DeskAnswer } from './desk-answer.tsx'
import { DeskPictures } from './desk-pictures.tsx'
import { shortId } from './short-id.ts'
import { useDeskCase, type DeskCase as DeskCaseFound } from './use-desk-case.ts'

/** One case on the desk of a partner: what is in question, and nothing else of anybody. */
export function DeskCase() {
  const { id = '' } = useParams()
  const { t, locale } = useWords()
  const { query, found, accept, release, handBack, resolve } = useDeskCase(id)
  const [handingBack, setHandingBack] = useState(false)
  const back = { to: '/desk', label: t.desk.title }
  if (query.isPending) return <LoadingState />
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!found) {
    return (
      <Page title={t.desk.case(shortId(id))} back={back}>
        <EmptyState>{t.desk.gone}</EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={t.desk.case(shortId(id))}
      back={back}
      actions={
        <>
          <TimeLeft until={endOf(found)} soonMs={found.mine ? leaseSoonMs : dueSoonMs} />
          {found.mine ? (
            <>
              <Button color="inherit" onClick={() => void release.start(undefined)}>
                {t.desk.release}
              </Button>
              <Button color="inherit" onClick={() => setHandingBack(true)}>
                {t.desk.handBack}
              </Button>
            </>
          ) : (
            <Button
              variant="contained"
              loading={accept.busy}
              disabled={found.acceptedBy !== null}
              onClick={() => void accept.start(undefined)}
            >
              {t.desk.accept}
            </Button>
          )}
        </>
      }
    >
      <Typography sx={{ mb: 1.5 }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t.case.reviewedWhy}:{' '}
        </Box>
        <strong>
          <Reasons codes={found.reasonCodes} />
        </strong>
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 400px' },
          alignItems: 'start',
        }}
      >
        <Card sx={{ p: 1.5 }}>
          {found.mine ? (
            <>
              <DeskPictures pictures={found.pictures} />
              <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
                {t.desk.watched}
              </Typography>
            </>
          ) : (
            <Alert severity="info">{t.desk.noPictures}</Alert>
          )}
        </Card>
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Card>
            <RowsTable
              label={t.desk.question}
              rows={found.checks.map((check) => ({ ...check, id: check.key }))}
              columns={[
                { label: t.desk.question, render: ({ key }) => wordOf(checkWords[locale], key) },
                { label: t.desk.state, render: ({ outcome }) => <OutcomeChip outcome={outcome} /> },
                {
                  label: t.desk.reasons,
                  render: ({ reasonCodes }) => <Reasons codes={reasonCodes} />,
                },
              ]}
            />
          </Card>
          {found.fields.length > 0 && (
            <Card>
              <RowsTable
                label={t.desk.fields}
                rows={found.fields.map((field) => ({ ...field, id: field.key }))}
                columns={[
                  { label: t.desk.fields, render: ({ key }) => wordOf(fieldWords[locale], key) },
                  { label: t.desk.declared, render: ({ declared }) => declared ?? t.app.none },
                  { label: t.desk.read, render: ({ read }) => read ?? t.app.none },
                ]}
              />
            </Card>
          )}
          {found.mine && <DeskAnswer found={found} busy={resolve.busy} onSend={resolve.start} />}
        </Box>
      </Box>
      <ConfirmDialog
        open={handingBack}
        title={t.desk.handBack}
        confirm={t.desk.handBack}
        tone="warning"
        busy={handBack.busy}
        onConfirm={() => void handBack.start(undefined)}
        onClose={() => setHandingBack(false)}
      >
        {t.desk.handBackHelp}
      </ConfirmDialog>
    </Page>
  )
}

/** Whichever ends first: the hold on it, or the time in which it must be back. */
const endOf = ({ mine, leaseExpiresAt, dueAt }: DeskCaseFound): string =>
  mine && leaseExpiresAt !== null && leaseExpiresAt < dueAt ? leaseExpiresAt : dueAt

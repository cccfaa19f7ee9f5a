import { Box, Button, Card, Link, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { run } from '../api/run.ts'
import {
  KnownCasesDocument,
  RetireKnownCaseDocument,
  type KnownCasesQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

type Record = KnownCasesQuery['knownRecords'][number]

/** How people judge cases whose right outcome is known, and which those are. */
export function KnownSection({
  month,
  span,
}: {
  readonly month: string
  readonly span: { readonly from: string; readonly to: string }
}) {
  const { t, locale } = useWords()
  const notify = useNotify()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['knownCases', month],
    queryFn: () => run(KnownCasesDocument, span),
  })
  const { start, busy } = useOperation(async (caseId: string) =>
    expectSuccess((await run(RetireKnownCaseDocument, { caseId })).retireKnownCase),
  )
  const retire = async (caseId: string) => {
    if (await start(caseId)) notify(t.known.done, { type: 'success' })
    void refetch()
  }
  return (
    <Box component="section" aria-labelledby="known-cases" sx={{ mt: 3, display: 'grid', gap: 2 }}>
      <div>
        <Typography id="known-cases" variant="h6" component="h2">
          {t.known.title}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t.known.help}
        </Typography>
      </div>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data &&
        (data.knownRecords.length === 0 ? (
          <EmptyState>{t.known.noAnswers}</EmptyState>
        ) : (
          <Records records={data.knownRecords} />
        ))}
      {data &&
        (data.knownCases.length === 0 ? (
          <EmptyState>{t.known.noCases}</EmptyState>
        ) : (
          <Card sx={{ overflowX: 'auto' }}>
            <RowsTable
              label={t.known.title}
              rows={data.knownCases.map((each) => ({ ...each, id: each.caseId }))}
              columns={[
                {
                  label: t.known.marked,
                  render: ({ id, createdAt }) => (
                    <Link component={RouterLink} to={`/cases/${id}/show`}>
                      {formatTime(createdAt, locale)}
                    </Link>
                  ),
                },
                { label: t.known.expected, render: (each) => t.resolutions[each.expected] },
                { label: t.known.queue, render: ({ queue }) => queue },
                {
                  label: t.known.state,
                  render: ({ usable }) => (usable ? t.known.usable : t.known.unusable),
                },
                { label: t.known.answered, align: 'right', render: ({ answers }) => answers },
                {
                  label: t.app.actions,
                  render: ({ id }) => (
                    <Button size="small" disabled={busy} onClick={() => void retire(id)}>
                      {t.known.retire}
                    </Button>
                  ),
                },
              ]}
            />
          </Card>
        ))}
    </Box>
  )
}

function Records({ records }: { readonly records: readonly Record[] }) {
  const { t, locale } = useWords()
  const percent = (share: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  return (
    <Card sx={{ overflowX: 'auto' }}>
      <RowsTable
        label={t.known.records}
        rows={records.map((each, i) => ({ ...each, id: each.member?.id ?? String(i) }))}
        columns={[
          {
            label: t.calibration.reviewer,
            render: ({ member }) => member?.displayName ?? t.app.none,
          },
          { label: t.known.answered, align: 'right', render: ({ cases }) => cases },
          { label: t.known.right, align: 'right', render: ({ right }) => right },
          { label: t.known.wrong, align: 'right', render: ({ wrong }) => wrong },
          { label: t.known.unclear, align: 'right', render: ({ unclear }) => unclear },
          {
            label: t.known.error,
            align: 'right',
            render: ({ error }) =>
              error
                ? t.known.of(percent(error.share), percent(error.low), percent(error.high))
                : t.app.none,
          },
          {
            label: t.calibration.kappa,
            align: 'right',
            render: ({ kappa }) => kappa?.toFixed(2) ?? t.calibration.unknown,
          },
          {
            label: t.calibration.minutes,
            align: 'right',
            render: ({ medianMinutes }) => medianMinutes.toFixed(1),
          },
        ]}
      />
    </Card>
  )
}

import { Card, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { run } from '../api/run.ts'
import { dueSoonMs } from '../cases/urgency-limits.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { PartnerCasesDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { Reasons } from '../parts/codes.tsx'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useWords } from '../words/use-words.ts'
import { shortId } from './short-id.ts'

/** What lies with the viewer's own organisation, earliest due first. */
export function DeskPage() {
  const { t, locale } = useWords()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['partnerCases'],
    queryFn: () => run(PartnerCasesDocument, {}),
    refetchInterval: 15_000,
  })
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const rows = data.partnerCases
  return (
    <Page title={t.desk.title}>
      <Card>
        {rows.length === 0 ? (
          <EmptyState>{t.desk.empty}</EmptyState>
        ) : (
          <RowsTable
            label={t.desk.title}
            rows={rows}
            addressOf={({ id }) => `/desk/${id}`}
            columns={[
              {
                label: t.queue.due,
                width: 150,
                render: ({ dueAt }) => <TimeLeft until={dueAt} soonMs={dueSoonMs} />,
              },
              { label: t.partners.caseId, render: ({ id }) => <code>{shortId(id)}</code> },
              {
                label: t.case.reviewedWhy,
                render: ({ reasonCodes }) => <Reasons codes={reasonCodes} most={3} />,
              },
              {
                label: t.sessions.document,
                render: ({ documentType }) =>
                  documentType ? documentWords[locale][documentType] : t.app.none,
              },
              {
                label: t.desk.state,
                render: ({ mine, acceptedBy }) =>
                  mine ? t.desk.mine : acceptedBy === null ? t.desk.free : t.desk.by(acceptedBy),
              },
            ]}
          />
        )}
      </Card>
      <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 1 }}>
        {t.known.told}
      </Typography>
    </Page>
  )
}

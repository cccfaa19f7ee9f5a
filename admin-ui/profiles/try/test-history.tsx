import { Box, Button, Card, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sharePhrase } from '../../analytics/duration.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx'
import { formatCount, formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { backTestAddress } from './addresses.ts'
import { readBackTests } from './operations.ts'
import { spanPhrase } from './run-span.ts'
import { TestProgress, TestStatusChip } from './test-state.tsx'

const aPage = 20
/** As many as the server gives at once. */
const mostAtOnce = 100

/** Former back-tests of a profile, whichever version they were of. */
export function TestHistory({ profileId }: { readonly profileId: string }) {
  const { t, locale } = useWords()
  const words = t.backTest
  const [first, setFirst] = useState(aPage)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['back-tests', profileId, first],
    queryFn: () => readBackTests({ profileId }, first),
    placeholderData: keepPreviousData,
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'RUNNING') ? 2000 : false,
  })
  return (
    <Card component="section" aria-labelledby="back-test-history" sx={{ p: 2 }}>
      <Typography id="back-test-history" variant="h6" component="h2">
        {words.history}
      </Typography>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <EmptyState>{words.noHistory}</EmptyState>}
      {data && data.length > 0 && (
        <RowsTable
          label={words.history}
          rows={data}
          addressOf={({ id }) => backTestAddress(profileId, id)}
          columns={[
            {
              label: words.startedAt,
              render: ({ createdAt }) => formatTime(createdAt, locale),
            },
            {
              label: words.version,
              render: ({ version }) => t.profiles.version(version.number),
            },
            { label: words.startedBy, render: ({ startedBy }) => startedBy.displayName },
            { label: words.span, render: (test) => spanPhrase(test, t, locale) },
            {
              label: words.state,
              render: ({ status, total, done }) =>
                status === 'RUNNING' ? (
                  <TestProgress total={total} done={done} />
                ) : (
                  <TestStatusChip status={status} />
                ),
            },
            {
              label: words.tested,
              align: 'right',
              render: ({ counts }) => (counts ? formatCount(counts.sessions, locale) : t.app.none),
            },
            {
              label: words.changed,
              align: 'right',
              render: ({ counts }) =>
                counts
                  ? `${formatCount(counts.sessionsChanged, locale)} (${sharePhrase(
                      counts.sessions === 0 ? 0 : counts.sessionsChanged / counts.sessions,
                    )})`
                  : t.app.none,
            },
          ]}
        />
      )}
      {data && data.length === first && first < mostAtOnce && (
        <Box sx={{ display: 'grid', placeItems: 'center', pt: 1 }}>
          <Button onClick={() => setFirst(mostAtOnce)}>{t.trial.more}</Button>
        </Box>
      )}
    </Card>
  )
}

import { Box, Card, MenuItem, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sharePhrase } from '../../analytics/duration.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import { formatCount, formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedProfile } from '../profile-types.ts'
import { figuresOf, type Figures } from './figures.ts'
import { readBackTest, readBackTests, type Counts, type LoadedTest } from './operations.ts'

const figureRows = {
  sessions: { of: ({ sessions }) => sessions, share: false },
  changed: { of: ({ sessionsChanged }) => sessionsChanged, share: false },
  automatic: { of: ({ automatic }) => automatic, share: true },
  agrees: { of: ({ byVerdict }) => byVerdict.AGREES, share: false },
  opposite: { of: ({ byVerdict }) => byVerdict.OPPOSITE, share: false },
  approve: { of: ({ byEffect }) => byEffect.APPROVE, share: false },
  decline: { of: ({ byEffect }) => byEffect.DECLINE, share: false },
  askAgain: { of: ({ byEffect }) => byEffect.ASK_AGAIN, share: false },
  review: { of: ({ byEffect }) => byEffect.REVIEW + byEffect.HOLD_FOR_MASKING, share: false },
} as const satisfies Readonly<
  Record<string, { readonly of: (figures: Figures) => number; readonly share: boolean }>
>
const figureNames = [
  'sessions',
  'changed',
  'automatic',
  'agrees',
  'opposite',
  'approve',
  'decline',
  'askAgain',
  'review',
] as const satisfies readonly (keyof typeof figureRows)[]

/** A back-test beside another one of the same profile. */
export function CompareRuns({
  test,
  counts,
  profile,
}: {
  readonly test: LoadedTest
  readonly counts: Counts
  readonly profile: LoadedProfile
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const [otherId, setOtherId] = useState('')
  const runs = useQuery({
    queryKey: ['back-tests', profile.id, 'to-compare'],
    queryFn: () => readBackTests({ profileId: profile.id }, 50),
    retry: false,
  })
  const others = runs.data?.filter((run) => run.id !== test.id && run.counts !== null) ?? []
  const other = useQuery({
    queryKey: ['back-test', otherId],
    queryFn: () => readBackTest(otherId),
    enabled: otherId !== '',
    retry: false,
  })
  if (others.length === 0) return null
  return (
    <Card component="section" aria-labelledby="compare-back-tests" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1 }}>
        <Box sx={{ flex: 1 }}>
          <Typography id="compare-back-tests" variant="h6" component="h2">
            {words.compare}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {words.compareHelp}
          </Typography>
        </Box>
        <TextField
          select
          label={words.compareWith}
          value={otherId}
          onChange={(event) => setOtherId(event.target.value)}
          sx={{ width: 320 }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{words.compareNone}</MenuItem>
          {others.map((run) => (
            <MenuItem key={run.id} value={run.id}>
              {words.runName(
                t.profiles.version(run.version.number),
                formatTime(run.createdAt, locale),
              )}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {otherId !== '' && other.isPending && <LoadingState />}
      {other.error && <ErrorState error={other.error} onRetry={() => void other.refetch()} />}
      {other.data?.counts && <Beside counts={counts} other={other.data.counts} />}
    </Card>
  )
}

function Beside({ counts, other }: { readonly counts: Counts; readonly other: Counts }) {
  const { t, locale } = useWords()
  const words = t.backTest
  const [mine, theirs] = [figuresOf(counts), figuresOf(other)]
  const rows = figureNames.map((name) => {
    const { of, share } = figureRows[name]
    const phrase = (value: number) => (share ? sharePhrase(value) : formatCount(value, locale))
    const difference = of(mine) - of(theirs)
    return {
      id: name,
      mine: phrase(of(mine)),
      theirs: phrase(of(theirs)),
      difference: `${difference > 0 ? '+' : ''}${phrase(difference)}`,
    }
  })
  return (
    <RowsTable
      label={words.compare}
      rows={rows}
      columns={[
        { label: words.figure, render: ({ id }) => words.rows[id] },
        { label: words.thisOne, align: 'right', render: (row) => row.mine },
        { label: words.other, align: 'right', render: (row) => row.theirs },
        { label: words.difference, align: 'right', render: (row) => row.difference },
      ]}
    />
  )
}

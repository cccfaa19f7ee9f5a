import { Box, Card, LinearProgress, Typography } from '@mui/material'
import { stopEvidence } from '../../../domain/split-test.ts'
import { sharePhrase } from '../../analytics/duration.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { formatCount, formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'
import type { Split } from './use-splits.ts'

/** One A/B test: what either side decided, and how near the guard rails are. */
export function SplitResult({ split }: { readonly split: Split }) {
  const { t, locale } = useWords()
  const words = t.split
  const { main, challenger, status, stopReason, stopFigures, stoppedAt } = split
  const { arms, guards } = split.counts
  const count = (many: number) => formatCount(many, locale)
  const part = (many: number, of: number) =>
    of > 0 ? `${sharePhrase(many / of)} (${count(many)}/${count(of)})` : t.app.none
  const versionOf = (arm: Split['counts']['arms'][number]['arm']) =>
    t.profiles.version((arm === 'MAIN' ? main : challenger).number)
  return (
    <Card sx={{ p: 2, mb: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 0.5 }}>
        <Typography variant="h6" component="h3">
          {words.versus(t.profiles.version(challenger.number), t.profiles.version(main.number))}
        </Typography>
        <ToneChip
          look={
            status === 'RUNNING'
              ? { tone: 'info', icon: 'gear' }
              : stopFigures
                ? { tone: 'bad', icon: 'cross' }
                : { tone: 'quiet', icon: 'dash' }
          }
        >
          {status === 'RUNNING' ? words.running : words.over}
        </ToneChip>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {words.startedBy(
          split.startedBy?.displayName ?? t.app.none,
          formatTime(split.startedAt, locale),
          sharePhrase(split.share / 100),
        )}
        {stoppedAt && ` ${words.endedAt(formatTime(stoppedAt, locale))}`}
      </Typography>
      {stopReason && (
        <Typography sx={{ mt: 1, fontWeight: 600 }}>
          {words.reasons[stopReason]}{' '}
          {stopFigures &&
            words.figures(
              count(stopFigures.hits),
              count(stopFigures.cases),
              sharePhrase(stopFigures.hits / stopFigures.cases),
              sharePhrase(stopFigures.limit),
            )}
        </Typography>
      )}
      <Box sx={{ mt: 1.5, overflowX: 'auto' }}>
        <RowsTable
          label={words.arms}
          rows={arms.map((arm) => ({ ...arm, id: arm.arm }))}
          columns={[
            {
              label: words.arm,
              render: ({ arm }) => `${versionOf(arm)} · ${words.sides[arm]}`,
            },
            { label: words.decided, align: 'right', render: ({ decided }) => count(decided) },
            {
              label: words.autoApprove,
              align: 'right',
              render: ({ approved, decided }) => part(approved, decided),
            },
            {
              label: words.humanReview,
              align: 'right',
              render: ({ reviewed, decided }) => part(reviewed, decided),
            },
            {
              label: words.overturn,
              align: 'right',
              render: ({ overturned, judged }) => part(overturned, judged),
            },
          ]}
        />
      </Box>
      {status === 'RUNNING' && (
        <Box sx={{ mt: 2, overflowX: 'auto' }}>
          <RowsTable
            label={words.rails}
            rows={guards.map((guard) => ({ ...guard, id: guard.reason }))}
            columns={[
              {
                label: words.rail,
                render: ({ reason }) => wordOf(words.railNames, reason),
              },
              { label: words.limit, align: 'right', render: ({ limit }) => sharePhrase(limit) },
              {
                label: words.soFar,
                align: 'right',
                render: ({ hits, cases }) => part(hits, cases),
              },
              {
                label: words.sureness,
                width: 280,
                render: ({ evidence }) => (
                  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                    <LinearProgress
                      variant="determinate"
                      aria-hidden
                      // by its logarithm: from nothing known to surely broken
                      value={100 * nearness(evidence)}
                      color={nearness(evidence) > 0.5 ? 'warning' : 'primary'}
                      sx={{ flex: 1, height: 6, borderRadius: 3 }}
                    />
                    {words.surenessOf(
                      evidence < 10
                        ? evidence.toFixed(1)
                        : count(Math.min(Math.round(evidence), stopEvidence)),
                    )}
                  </Box>
                ),
              },
            ]}
          />
        </Box>
      )}
    </Card>
  )
}

const nearness = (evidence: number): number =>
  Math.min(1, Math.max(0, Math.log(evidence) / Math.log(stopEvidence)))

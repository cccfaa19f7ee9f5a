import { Box, LinearProgress, Typography } from '@mui/material'
import { ToneChip } from '../../parts/tone-chip.tsx'
import type { Look } from '../../theme/tones.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { TestRow } from './operations.ts'

const looks: Record<TestRow['status'], Look> = {
  RUNNING: { tone: 'info', icon: 'gear' },
  DONE: { tone: 'good', icon: 'check' },
  CANCELLED: { tone: 'quiet', icon: 'dash' },
  FAILED: { tone: 'bad', icon: 'cross' },
}

export function TestStatusChip({ status }: Pick<TestRow, 'status'>) {
  const { t } = useWords()
  return <ToneChip look={looks[status]}>{t.backTest.statuses[status]}</ToneChip>
}

/** How far a back-test is that still runs. */
export function TestProgress({ total, done }: Pick<TestRow, 'total' | 'done'>) {
  const { t, locale } = useWords()
  const words =
    total === null
      ? t.backTest.counting
      : t.backTest.progress(formatCount(done, locale), formatCount(total, locale))
  return (
    <Box sx={{ minWidth: 140 }}>
      <LinearProgress
        aria-label={words}
        {...(total === null || total === 0
          ? { variant: 'indeterminate' as const }
          : { variant: 'determinate' as const, value: Math.min(100, (done / total) * 100) })}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0.5 }}>
        {words}
      </Typography>
    </Box>
  )
}

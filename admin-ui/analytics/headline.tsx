import { Box } from '@mui/material'
import { FigureRow } from '../parts/figure-row.tsx'
import { formatCount } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { durationPhrase, sharePhrase } from './duration.ts'
import type { Analytics } from './use-analytics.ts'

/** The five figures that are looked at first. */
export function Headline({ headline }: { readonly headline: Analytics['headline'] }) {
  const { t, locale } = useWords()
  const words = t.analytics.headline
  const { opened, submitted, decided, automatic, unclear, medianDecisionMs } = headline
  const share = (part: number, whole: number) => sharePhrase(whole > 0 ? part / whole : 0)
  const figures = [
    { name: words.opened, value: formatCount(opened, locale), note: '' },
    {
      name: words.submitted,
      value: formatCount(submitted, locale),
      note: words.submittedShare(share(submitted, opened)),
    },
    {
      name: words.automatic,
      value: share(automatic, decided),
      note: words.automaticShare(formatCount(decided, locale)),
    },
    { name: words.unclear, value: share(unclear, submitted), note: words.unclearHelp },
    {
      name: words.decisionTime,
      value:
        typeof medianDecisionMs === 'number' ? durationPhrase(medianDecisionMs, t) : t.app.none,
      note: words.decisionTimeHelp,
    },
  ]
  return (
    <Box sx={{ mb: 2 }}>
      <FigureRow figures={figures} />
    </Box>
  )
}

import { sharePhrase } from '../../analytics/duration.ts'
import { FigureRow } from '../../parts/figure-row.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { figuresOf } from './figures.ts'
import type { Counts } from './operations.ts'

/** What a back-test comes to, in the figures that are looked at first. */
export function BackTestHeadline({ counts }: { readonly counts: Counts }) {
  const { t, locale } = useWords()
  const words = t.backTest.figures
  const figures = figuresOf(counts)
  const count = (value: number) => formatCount(value, locale)
  const { sessions, sessionsChanged } = figures
  const rows = [
    {
      name: words.sessions,
      value: count(sessions),
      note: words.sessionsNote(count(counts.attempts)),
    },
    {
      name: words.changed,
      value: count(sessionsChanged),
      note: words.changedNote(sharePhrase(sessions === 0 ? 0 : sessionsChanged / sessions)),
    },
    {
      name: words.automatic,
      value: sharePhrase(figures.automatic),
      note: words.automaticNote(sharePhrase(figures.automaticThen)),
    },
    {
      name: words.against,
      value: count(figures.byVerdict.OPPOSITE),
      note: words.againstNote(count(figures.people)),
    },
    {
      name: words.left,
      value: count(counts.gone + counts.undecided),
      note: words.leftNote(
        count(counts.gone),
        count(counts.undecided),
        count(counts.attemptsUntold),
      ),
    },
  ]
  return <FigureRow figures={rows} />
}

import { timeLeftPhrase, urgencyOf } from '../cases/time-left.ts'
import { urgencyLooks } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'
import { ToneChip } from './tone-chip.tsx'
import { useNow } from './use-now.ts'

/** Counts down to an instant; it warns from `soonMs` before it on. */
export function TimeLeft({ until, soonMs }: { readonly until: string; readonly soonMs: number }) {
  const { t } = useWords()
  const leftMs = Date.parse(until) - useNow()
  return (
    <ToneChip look={urgencyLooks[urgencyOf(leftMs, soonMs)]}>{timeLeftPhrase(leftMs, t)}</ToneChip>
  )
}

import { ToneChip } from '../../parts/tone-chip.tsx'
import { decisionLooks, unknownLook } from '../../theme/tones.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'

/** What is decided, in its colour. */
export function EffectChip({ effect }: { readonly effect: string }) {
  const { t } = useWords()
  return (
    <ToneChip look={decisionLooks[effect] ?? unknownLook}>{wordOf(t.effects, effect)}</ToneChip>
  )
}

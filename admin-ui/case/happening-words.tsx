import { slotWords } from '../../domain/words/slots.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { Happening } from './moments.ts'

export function HappeningWords({ happening }: { readonly happening: Happening }) {
  const { t, locale } = useWords()
  if (happening.kind === 'CAPTURE') {
    return t.casePage.captureReceived(slotWords[locale][happening.slot])
  }
  const what =
    happening.kind === 'CASE'
      ? wordOf(t.caseEvents, happening.type)
      : t.casePage.decided(wordOf(t.decisionOutcomes, happening.outcome))
  return happening.by === null ? what : t.casePage.changedBy(what, happening.by)
}

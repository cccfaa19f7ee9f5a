import type { SessionStatus } from '../../domain/session-state.ts'
import type { CaseStatus } from '../../domain/case-state.ts'
import type { Outcome } from '../../domain/check.ts'
import { caseStatusWords } from '../../domain/words/case-statuses.ts'
import { outcomeWords } from '../../domain/words/outcomes.ts'
import { reasonWords } from '../../domain/words/reasons.ts'
import { statusWords } from '../../domain/words/statuses.ts'
import { caseLooks, outcomeLooks, sessionLooks } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { ToneChip } from './tone-chip.tsx'

export function SessionStatusChip({ status }: { readonly status: SessionStatus }) {
  const { locale } = useWords()
  return <ToneChip look={sessionLooks[status]}>{statusWords[locale][status]}</ToneChip>
}

export function CaseStatusChip({ status }: { readonly status: CaseStatus }) {
  const { locale } = useWords()
  return <ToneChip look={caseLooks[status]}>{caseStatusWords[locale][status]}</ToneChip>
}

export function OutcomeChip({ outcome }: { readonly outcome: Outcome }) {
  const { locale } = useWords()
  return <ToneChip look={outcomeLooks[outcome]}>{outcomeWords[locale][outcome]}</ToneChip>
}

/** Reasons in words; the first few, then how many more. */
export function Reasons({
  codes,
  most = codes.length,
}: {
  readonly codes: readonly string[]
  readonly most?: number
}) {
  const { t, locale } = useWords()
  if (codes.length === 0) return <>{t.app.none}</>
  const words = codes.slice(0, most).map((code) => wordOf(reasonWords[locale], code))
  const rest = codes.length - words.length
  return (
    <>
      {words.join(locale === 'ja' ? '、' : ', ')}
      {rest > 0 && ` +${rest}`}
    </>
  )
}

import type { Locale } from '../domain/method.ts'
import { mayDisclose, type ReasonCode } from '../domain/reason-codes.ts'
import { toldOfDecline } from '../domain/told-of-decline.ts'
import { words as en } from '../domain/words/capture/en.ts'
import { explanationForApplicant } from '../domain/words/capture/explanation-for-applicant.ts'
import { words as ja } from '../domain/words/capture/ja.ts'
import type { CaptureWords } from '../domain/words/capture/keys.ts'
import { words as vi } from '../domain/words/capture/vi.ts'

interface Told {
  readonly outcome: string
  readonly reasonCodes: readonly ReasonCode[]
}

const words: Record<Locale, CaptureWords> = { ja, en, vi }

/** What the applicant's screens say of a decision, for a company that tells it in its own way; empty: nothing may be told. */
export const explainToApplicant = (
  { outcome, reasonCodes }: Told,
  locale: Locale,
): readonly string[] =>
  explanationForApplicant(words[locale], tellable(outcome, reasonCodes)).map(({ reason, advice }) =>
    advice === null ? reason : `${reason}${between[locale]}${advice}`,
  )

function tellable(outcome: string, codes: readonly ReasonCode[]): readonly ReasonCode[] {
  if (outcome === 'DECLINE') return toldOfDecline(codes)
  return outcome === 'ASK_AGAIN' ? codes.filter(mayDisclose) : []
}

const between: Record<Locale, string> = { ja: '。', en: '. ', vi: '. ' }

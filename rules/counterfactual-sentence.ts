import type { Locale } from '../domain/method.ts'
import { checkWords } from '../domain/words/checks.ts'
import type { Counterfactual } from './counterfactual.ts'
import { factPhrase, valuePhrase, type SentenceLocale } from './phrases.ts'
import type { EffectKind } from './profile-schema.ts'

/** For staff: 「顔照合」がOK（…0.71以上、実際は0.68）であれば、承認になりました。 Vietnamese staff read English. */
export function counterfactualSentence(
  { changes, wished }: Counterfactual,
  locale: Locale,
): string {
  const language: SentenceLocale = locale === 'ja' ? 'ja' : 'en'
  const checks = changes.map(({ key, needed }) => {
    const name = language === 'ja' ? `「${checkWords.ja[key]}」` : `“${checkWords.en[key]}”`
    if (!needed) return name
    const fact = `${key}.${needed.name}`
    const value = (number: number) => valuePhrase(fact, number, language)
    const phrase = factPhrase(fact, language)
    return language === 'ja'
      ? `${name}（${phrase}が${value(needed.needed)}以上、実際は${value(needed.seen)}）`
      : `${name} (${phrase} at least ${value(needed.needed)} instead of ${value(needed.seen)})`
  })
  return language === 'ja'
    ? `${checks.join('と')}がOKであれば、${outcomes.ja[wished]}でした。`
    : `Had ${checks.join(' and ')} passed, the outcome would have been: ${outcomes.en[wished]}.`
}

const outcomes: Record<SentenceLocale, Record<EffectKind, string>> = {
  ja: {
    APPROVE: '承認',
    DECLINE: '否認',
    REVIEW: '目視審査',
    ASK_AGAIN: '再提出',
    HOLD_FOR_MASKING: 'マスキング待ち',
  },
  en: {
    APPROVE: 'approve',
    DECLINE: 'decline',
    REVIEW: 'review by a person',
    ASK_AGAIN: 'ask again',
    HOLD_FOR_MASKING: 'hold for masking',
  },
}

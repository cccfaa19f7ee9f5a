import type { Locale } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { reasonWords } from '../domain/words/reasons.ts'
import { slotWords } from '../domain/words/slots.ts'
import type { RuleTrace, TraceOutcome } from './trace.ts'
import type { FactValue } from './operators.ts'
import { conditionPhrase, factPhrase, valuePhrase, type SentenceLocale } from './phrases.ts'
import type { CheckProfile, Effect, Rule } from './profile-schema.ts'

/** Every rule in its order, then what follows where none holds. Vietnamese staff read English. */
export function profileSentences(profile: CheckProfile, locale: Locale): readonly string[] {
  const language = languageOf(locale)
  const otherwise = effectPhrase(profile.otherwise, language)
  return [
    ...profile.rules.map((rule) => ruleSentence(rule, locale)),
    language === 'ja'
      ? `どのルールにも当てはまらないときは、${otherwise}。`
      : `If no rule holds, ${otherwise}.`,
  ]
}

/** 「有効期限：判定」がNGであるとき、否認する（判定理由：有効期限切れ）。 */
export function ruleSentence(rule: Rule, locale: Locale): string {
  const language = languageOf(locale)
  const when = conditionPhrase(rule.when, language)
  const effect = effectPhrase(rule.effect, language)
  if (language === 'ja') return when === '' ? `常に${effect}。` : `${when}とき、${effect}。`
  return when === '' ? `Always ${effect}.` : `If ${when}, ${effect}.`
}

/** Each rule of a stored trace with what it saw. A rule that the profile doesn't have stands with its id. */
export function traceSentences(
  trace: readonly RuleTrace[],
  profile: CheckProfile,
  locale: Locale,
): readonly string[] {
  const language = languageOf(locale)
  return trace.map((each) => {
    const rule = profile.rules.find(({ id }) => id === each.rule)
    const name = rule?.name?.[language] ?? each.rule
    // what settled it: of a rule that fails, the conditions that failed
    const telling = each.conditions
      .filter(({ outcome }) => outcome === each.outcome)
      .map(({ fact, seen }) => seenPhrase(fact, seen, language))
    const said = each.decided ? decidedWords[language] : traceWords[language][each.outcome]
    if (language === 'ja') {
      return `「${name}」${said}${telling.length > 0 ? `（${telling.join('、')}）` : ''}。`
    }
    return `“${name}” ${said}${telling.length > 0 ? ` (${telling.join('; ')})` : ''}.`
  })
}

const seenPhrase = (fact: string, seen: FactValue, locale: SentenceLocale): string =>
  `${factPhrase(fact, locale)}${locale === 'ja' ? '＝' : ' = '}${valuePhrase(fact, seen, locale)}`

/** What an effect does, without a full stop. */
export function effectPhrase(effect: Effect, locale: SentenceLocale): string {
  const words = kindWords[locale]
  switch (effect.kind) {
    case 'APPROVE':
    case 'HOLD_FOR_MASKING':
      return words[effect.kind]
    case 'DECLINE':
      return `${words.DECLINE}${inBrackets(reasonPhrases(effect.reasonCodes, locale), locale)}`
    case 'REVIEW':
      return `${words.REVIEW(effect.queue)}${inBrackets(reviewPhrases(effect, locale), locale)}`
    case 'ASK_AGAIN': {
      const slots = effect.slots.map((slot) => slotWords[locale][slot])
      return `${words.ASK_AGAIN(slots)}${inBrackets(reasonPhrases(effect.reasonCodes, locale), locale)}`
    }
  }
}

const kindWords = {
  ja: {
    APPROVE: '承認する',
    DECLINE: '否認する',
    REVIEW: (queue: string) => `キュー「${queue}」で目視審査にする`,
    ASK_AGAIN: (slots: readonly string[]) =>
      `${slots.length > 0 ? `${slots.join('・')}の` : ''}再提出を依頼する`,
    HOLD_FOR_MASKING: 'マスキングが終わるまで保留する',
  },
  en: {
    APPROVE: 'approve',
    DECLINE: 'decline',
    REVIEW: (queue: string) => `send to review in the queue “${queue}”`,
    ASK_AGAIN: (slots: readonly string[]) =>
      `ask the applicant again${slots.length > 0 ? ` for ${slots.join(', ')}` : ''}`,
    HOLD_FOR_MASKING: 'hold until the pictures are masked',
  },
} as const

const reviewPhrases = (
  effect: Extract<Effect, { kind: 'REVIEW' }>,
  locale: SentenceLocale,
): readonly string[] => [
  ...(effect.priority > 0 ? [reviewWords[locale].priority(effect.priority)] : []),
  ...(effect.outsource ? [reviewWords[locale].outsource] : []),
  ...(effect.secondPerson ? [reviewWords[locale].secondPerson] : []),
  ...reasonPhrases(effect.reasonCodes, locale),
]

const reviewWords = {
  ja: {
    priority: (priority: number) => `優先度：${priority}`,
    outsource: '外部委託可',
    secondPerson: '二人で確認',
  },
  en: {
    priority: (priority: number) => `priority ${priority}`,
    outsource: 'a partner may resolve it',
    secondPerson: 'a second person confirms',
  },
} as const

function reasonPhrases(codes: readonly ReasonCode[], locale: SentenceLocale): readonly string[] {
  if (codes.length === 0) return []
  const words = codes.map((code) => reasonWords[locale][code])
  return [locale === 'ja' ? `判定理由：${words.join('、')}` : `reason: ${words.join(', ')}`]
}

function inBrackets(phrases: readonly string[], locale: SentenceLocale): string {
  if (phrases.length === 0) return ''
  return locale === 'ja' ? `（${phrases.join('、')}）` : ` (${phrases.join('; ')})`
}

const languageOf = (locale: Locale): SentenceLocale => (locale === 'ja' ? 'ja' : 'en')

const decidedWords: Record<SentenceLocale, string> = {
  ja: 'が成立し、結果を決めました',
  en: 'held and decided',
}
const traceWords: Record<SentenceLocale, Record<TraceOutcome, string>> = {
  ja: {
    HOLDS: 'も成立しましたが、先のルールが優先されました',
    FAILS: 'は成立しませんでした',
    UNKNOWN: 'は判断に必要な情報がなく、成立しませんでした',
  },
  en: {
    HOLDS: 'held too, but an earlier rule decides',
    FAILS: 'did not hold',
    UNKNOWN: 'did not hold, as what it asks for is not known',
  },
}

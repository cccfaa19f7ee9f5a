import type { Locale } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { reasonWords } from '../domain/words/reasons.ts'
import { slotWords } from '../domain/words/slots.ts'
import type { RuleTrace, TraceOutcome } from './evaluate.ts'
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
  if (effect.kind === 'APPROVE') return locale === 'ja' ? '承認する' : 'approve'
  const reasons = reasonPhrase(effect.reasonCodes, locale)
  if (effect.kind === 'DECLINE') return `${locale === 'ja' ? '否認する' : 'decline'}${reasons}`
  if (effect.kind === 'REVIEW') {
    return locale === 'ja'
      ? `キュー「${effect.queue}」で目視審査にする${reasons}`
      : `send to review in the queue “${effect.queue}”${reasons}`
  }
  const slots = effect.slots.map((slot) => slotWords[locale][slot])
  if (locale === 'ja') {
    return `${slots.length > 0 ? `${slots.join('・')}の` : ''}再提出を依頼する${reasons}`
  }
  return `ask the applicant again${slots.length > 0 ? ` for ${slots.join(', ')}` : ''}${reasons}`
}

function reasonPhrase(codes: readonly ReasonCode[], locale: SentenceLocale): string {
  if (codes.length === 0) return ''
  const words = codes.map((code) => reasonWords[locale][code])
  return locale === 'ja' ? `（判定理由：${words.join('、')}）` : ` (reason: ${words.join(', ')})`
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

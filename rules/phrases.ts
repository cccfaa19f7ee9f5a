import { isReasonCode } from '../domain/reason-codes.ts'
import { checkWords } from '../domain/words/checks.ts'
import { reasonWords } from '../domain/words/reasons.ts'
import { wordsOfValue } from './enum-words.ts'
import { factsById, type FactDescriptor, type Unit } from './facts.ts'
import type { FactValue, Operator } from './operators.ts'
import type { Comparison, Condition } from './condition.ts'

/** The manager speaks two languages. */
export type SentenceLocale = 'ja' | 'en'

/** A condition as a phrase that stands before とき or after "if"; an unconditional one is empty. */
export function conditionPhrase(condition: Condition, locale: SentenceLocale): string {
  if ('not' in condition) {
    const inner = conditionPhrase(condition.not, locale)
    return locale === 'ja' ? `（${inner}）に当てはまらない` : `not (${inner})`
  }
  if (!('all' in condition) && !('any' in condition)) return comparisonPhrase(condition, locale)
  const parts = 'all' in condition ? condition.all : condition.any
  const every = 'all' in condition
  const outcomes = alikeOutcomes(parts)
  const phrases = outcomes.flatMap((group) =>
    group.length > 1 ? [outcomesPhrase(group, every, locale)] : group.map(inBrackets),
  )
  const joint = locale === 'ja' ? (every ? '、かつ' : '、または') : every ? ' and ' : ' or '
  return phrases.join(joint)

  function inBrackets(part: Condition): string {
    const phrase = conditionPhrase(part, locale)
    const nested = ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1)
    return nested ? (locale === 'ja' ? `（${phrase}）` : `(${phrase})`) : phrase
  }
}

/** The name of a fact in its check: 「顔照合の判定」. */
export function factPhrase(id: string, locale: SentenceLocale): string {
  const fact = factsById.get(id)
  if (!fact) return id
  const owner =
    fact.owner === 'ALL'
      ? locale === 'ja'
        ? '全体'
        : 'all checks'
      : checkWords[locale][fact.owner]
  return locale === 'ja' ? `「${owner}：${fact.words.ja}」` : `“${owner}: ${fact.words.en}”`
}

/** A fact's value in words: 20歳, OK, 有効期限切れ. */
export function valuePhrase(id: string, value: FactValue, locale: SentenceLocale): string {
  const fact = factsById.get(id)
  if (value === null) return locale === 'ja' ? '不明' : 'unknown'
  if (typeof value === 'boolean') {
    return locale === 'ja' ? (value ? 'はい' : 'いいえ') : value ? 'yes' : 'no'
  }
  if (typeof value === 'number') return numberPhrase(fact, value, locale)
  if (typeof value === 'string') return wordPhrase(fact, value, locale)
  if (value.length === 0) return locale === 'ja' ? 'なし' : 'none'
  return value.map((each) => wordPhrase(fact, each, locale)).join(locale === 'ja' ? '・' : ', ')
}

function comparisonPhrase({ fact, operator, value }: Comparison, locale: SentenceLocale): string {
  const name = factPhrase(fact, locale)
  const said = valuePhrase(fact, value, locale)
  return locale === 'ja'
    ? inJapanese[operator](name, said)
    : `${name} ${inEnglish[operator]} ${said}`
}

const inJapanese: Record<Operator, (name: string, value: string) => string> = {
  EQUAL: (name, value) => `${name}が${value}である`,
  NOT_EQUAL: (name, value) => `${name}が${value}でない`,
  LESS: (name, value) => `${name}が${value}未満である`,
  AT_LEAST: (name, value) => `${name}が${value}以上である`,
  MORE: (name, value) => `${name}が${value}を超える`,
  AT_MOST: (name, value) => `${name}が${value}以下である`,
  ONE_OF: (name, value) => `${name}が${value}のいずれかである`,
  NONE_OF: (name, value) => `${name}が${value}のいずれでもない`,
  INCLUDES: (name, value) => `${name}に${value}がある`,
  EXCLUDES: (name, value) => `${name}に${value}がない`,
}

const inEnglish: Record<Operator, string> = {
  EQUAL: 'is',
  NOT_EQUAL: 'is not',
  LESS: 'is below',
  AT_LEAST: 'is at least',
  MORE: 'is above',
  AT_MOST: 'is at most',
  ONE_OF: 'is one of',
  NONE_OF: 'is none of',
  INCLUDES: 'include',
  EXCLUDES: 'don’t include',
}

/** Outcomes that are compared alike stand together: fourteen checks that must pass are one phrase. */
function alikeOutcomes(parts: readonly Condition[]): readonly (readonly Condition[])[] {
  const groups = new Map<string, Condition[]>()
  for (const [index, part] of parts.entries()) {
    const alike = 'fact' in part && part.fact.endsWith('.outcome')
    const key = alike ? JSON.stringify([part.operator, part.value]) : String(index)
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups.values()]
}

function outcomesPhrase(
  group: readonly Condition[],
  every: boolean,
  locale: SentenceLocale,
): string {
  const comparisons = group.filter((part) => 'fact' in part)
  const [first] = comparisons
  if (!first) return ''
  const owners = comparisons.map(({ fact }) => {
    const owner = factsById.get(fact)?.owner
    return owner === undefined || owner === 'ALL' ? fact : checkWords[locale][owner]
  })
  const value = valuePhrase(first.fact, first.value, locale)
  if (locale === 'ja') {
    const name = `「${owners.join('・')}」の${every ? 'すべて' : 'いずれか'}の判定`
    return inJapanese[first.operator](name, value)
  }
  const quantity = every ? 'each of' : 'any of'
  return `the outcome of ${quantity} “${owners.join(', ')}” ${inEnglish[first.operator]} ${value}`
}

function wordPhrase(
  fact: FactDescriptor | undefined,
  value: string,
  locale: SentenceLocale,
): string {
  if (fact?.kind === 'REASONS' && isReasonCode(value)) {
    return locale === 'ja' ? `「${reasonWords.ja[value]}」` : `“${reasonWords.en[value]}”`
  }
  return wordsOfValue(value)[locale]
}

function numberPhrase(
  fact: FactDescriptor | undefined,
  value: number,
  locale: SentenceLocale,
): string {
  const unit = fact?.kind === 'NUMBER' ? unitWords[fact.unit][locale] : ''
  // three decimals tell all that a score or a share can mean
  return `${Math.round(value * 1000) / 1000}${unit}`
}

/** What stands behind a number; a share and a similarity have none. */
export const unitWords: Record<Unit, { readonly ja: string; readonly en: string }> = {
  share: { ja: '', en: '' },
  cosine: { ja: '', en: '' },
  days: { ja: '日', en: ' days' },
  years: { ja: '歳', en: ' years' },
  count: { ja: '件', en: '' },
  mm: { ja: 'mm', en: ' mm' },
  degrees: { ja: '度', en: '°' },
  px: { ja: 'px', en: ' px' },
}

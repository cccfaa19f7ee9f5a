import type { Locale } from '../domain/method.ts'
import { effectKindWords } from './effect-kind-words.ts'
import type { Counterfactual } from './counterfactual.ts'
import { factsById } from './facts.ts'
import { factPhrase, valuePhrase, type SentenceLocale } from './phrases.ts'
import type { FactChange } from './what-if/alternatives.ts'

/** For staff: 「生年月日・年齢：年齢」が20歳以上（実際は19歳）であれば、承認でした。 Vietnamese staff read English. */
export function counterfactualSentence(
  { changes, outcome }: Counterfactual,
  locale: Locale,
): string {
  const language: SentenceLocale = locale === 'ja' ? 'ja' : 'en'
  const said = changes.map((change) => phrases[language](change))
  return language === 'ja'
    ? `${said.join('、かつ')}であれば、${effectKindWords.ja[outcome]}でした。`
    : `Had ${said.join(' and ')}, the outcome would have been: ${effectKindWords.en[outcome]}.`
}

const phrases: Record<SentenceLocale, (change: FactChange) => string> = {
  ja: (change) => {
    const { name, seen, needed } = words(change, 'ja')
    return `${name}が${needed}${bounds.ja[boundOf(change)]}（実際は${seen}）`
  },
  en: (change) => {
    const { name, seen, needed } = words(change, 'en')
    return `${name} been ${bounds.en[boundOf(change)]}${needed} instead of ${seen}`
  },
}

const words = ({ fact, seen, needed }: FactChange, locale: SentenceLocale) => ({
  name: factPhrase(fact, locale),
  seen: valuePhrase(fact, seen, locale),
  needed: valuePhrase(fact, needed, locale),
})

type Bound = 'EXACT' | 'LEAST' | 'MOST'
const bounds: Record<SentenceLocale, Record<Bound, string>> = {
  ja: { EXACT: '', LEAST: '以上', MOST: '以下' },
  en: { EXACT: '', LEAST: 'at least ', MOST: 'at most ' },
}

/** A number is told by where it would have had to begin; what can't be exceeded is told as it is. */
function boundOf({ fact: id, seen, needed }: FactChange): Bound {
  const fact = factsById.get(id)
  if (fact?.kind !== 'NUMBER' || typeof needed !== 'number' || typeof seen !== 'number')
    return 'EXACT'
  if (needed <= fact.min || needed >= fact.max) return 'EXACT'
  return needed > seen ? 'LEAST' : 'MOST'
}

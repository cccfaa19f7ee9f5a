import { unitWords, type SentenceLocale } from './phrases.ts'
import { thresholdTable, type Thresholds } from './thresholds.ts'

/** A threshold's value in words: 20歳, 0.6, 高, はい. */
export function thresholdPhrase(
  key: keyof Thresholds,
  value: Thresholds[keyof Thresholds],
  locale: SentenceLocale,
): string {
  const descriptor = thresholdTable[key]
  if (value === null) return words[locale].notAsked
  switch (descriptor.kind) {
    case 'FLAG':
      return value === true ? words[locale].yes : words[locale].no
    case 'ENUM':
      return descriptor.values[String(value)]?.[locale] ?? String(value)
    case 'NUMBER':
      return `${value}${unitWords[descriptor.unit][locale]}`
  }
}

const words: Record<SentenceLocale, Record<'notAsked' | 'yes' | 'no', string>> = {
  ja: { notAsked: '条件にしない', yes: 'はい', no: 'いいえ' },
  en: { notAsked: 'not asked', yes: 'yes', no: 'no' },
}

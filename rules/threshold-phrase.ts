import type { Unit } from '../../rules/facts.ts'
import { thresholdTable, type Thresholds } from '../../rules/thresholds.ts'
import type { StaffLocale, Words } from '../words/words.ts'

/** A threshold's value in words: 20歳, 0.6, 高, はい. */
export function thresholdPhrase(
  key: keyof Thresholds,
  value: Thresholds[keyof Thresholds],
  t: Words,
  locale: StaffLocale,
): string {
  const descriptor = thresholdTable[key]
  if (value === null) return t.profiles.notAsked
  switch (descriptor.kind) {
    case 'FLAG':
      return value === true ? t.app.yes : t.app.no
    case 'ENUM':
      return descriptor.values[String(value)]?.[locale] ?? String(value)
    case 'NUMBER':
      return `${value}${unitSuffix(descriptor.unit, t, locale)}`
  }
}

/** What stands behind a number; a share and a similarity have none. */
export function unitSuffix(unit: Unit, t: Words, locale: StaffLocale): string {
  if (unit === 'share' || unit === 'cosine') return ''
  const word = t.units[unit]
  return locale === 'en' && /^[a-z]/.test(word) ? ` ${word}` : word
}

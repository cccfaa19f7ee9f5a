import type { AddressAnswer } from '../domain/addresses.ts'
import type { Outcome } from '../domain/check.ts'
import type { Support } from '../domain/compare-with-reading.ts'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { FarLevel } from '../domain/findings.ts'
import type { NameTier } from '../domain/names.ts'
import { documentWords } from '../domain/words/documents.ts'
import { outcomeWords } from '../domain/words/outcomes.ts'
import type { Words } from './facts.ts'

type EnumValue =
  | Outcome
  | DocumentType
  | NameTier
  | AddressAnswer
  | Support
  | FarLevel
  | 'OK'
  | 'WRONG'
  | 'UNREAD'

const pick = <Key extends string>(
  words: Readonly<Record<'ja' | 'en', Readonly<Record<Key, string>>>>,
  key: Key,
): Words => ({ ja: words.ja[key], en: words.en[key] })

/** Words of every value that an ENUM fact can have. */
const enumWords: Readonly<Record<EnumValue, Words>> = {
  PASS: pick(outcomeWords, 'PASS'),
  FAIL: pick(outcomeWords, 'FAIL'),
  UNCERTAIN: pick(outcomeWords, 'UNCERTAIN'),
  SKIPPED: pick(outcomeWords, 'SKIPPED'),
  DRIVERS_LICENCE: pick(documentWords, 'DRIVERS_LICENCE'),
  EXACT: { ja: '完全一致', en: 'same characters' },
  FOLDED: { ja: '表記の違いのみ', en: 'same but for width and blanks' },
  GLYPH: { ja: '異体字の違いのみ', en: 'same but for glyph variants' },
  LOOSE: { ja: '関連字の違いあり', en: 'same but for related characters' },
  DIFFERENT: { ja: '不一致', en: 'different' },
  SAME: { ja: '一致', en: 'same' },
  PREFECTURE_OMITTED: { ja: '都道府県の省略', en: 'prefecture left out' },
  BUILDING_OMITTED: { ja: '建物名・部屋番号の省略', en: 'building or room left out' },
  BUILDING_DIFFERS: { ja: '建物名・部屋番号の相違', en: 'building or room differs' },
  READ: { ja: '読み取りどおり', en: 'as read' },
  LOOK_ALIKE: { ja: '同形の文字を除き読み取りどおり', en: 'as read but for look-alikes' },
  NONE: { ja: '該当なし', en: 'none' },
  HIGH: { ja: '高', en: 'high' },
  MEDIUM: { ja: '中', en: 'medium' },
  LOW: { ja: '低', en: 'low' },
  OK: { ja: '正しい', en: 'right' },
  WRONG: { ja: '誤り', en: 'wrong' },
  UNREAD: { ja: '読み取れない', en: 'not read' },
}

/** Words of an ENUM fact's value; a value of an older profile that has none any more stands for itself. */
export function wordsOfValue(value: string): Words {
  const known: Readonly<Partial<Record<string, Words>>> = enumWords
  return (Object.hasOwn(known, value) ? known[value] : undefined) ?? { ja: value, en: value }
}

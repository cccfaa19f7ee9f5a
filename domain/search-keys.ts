import type { DeclaredData } from './declared-data.ts'
import type { DocumentReading } from './findings.ts'
import { foldName } from './fold.ts'
import { nameKey } from './names.ts'

/** What a session can be found by, beside the external id of its applicant. */
export const searchKinds = ['NAME', 'NAME_KANA', 'BIRTH_DATE', 'DOCUMENT_NUMBER'] as const
export type SearchKind = (typeof searchKinds)[number]

/** EXACT: the whole of it. PREFIX: it begins so. Birth dates and numbers have no prefixes. */
export type SearchMatch = 'EXACT' | 'PREFIX'

export interface SearchKey {
  readonly kind: SearchKind
  readonly match: SearchMatch
  /** Folded, so that 髙橋 and 高橋, full and half width, blanks or none are one. */
  readonly text: string
}

/** Longer beginnings are looked up by their first so many characters. */
export const longestPrefix = 10

/** All keys of a session, from what was declared and what was read with certainty; keyed they become its search tokens. */
export function searchKeysOf(
  declared: DeclaredData | null,
  reading: DocumentReading | null,
): readonly SearchKey[] {
  const read = (key: 'name' | 'birthDate' | 'number') =>
    reading?.fields.find((field) => field.key === key && field.trusted)
  const names = [declared?.name, read('name')?.text]
  const birthDates = [declared?.birthDate, read('birthDate')?.value]
  return unique([
    ...names.flatMap((name) => nameKeys('NAME', searchName(name ?? ''))),
    ...nameKeys('NAME_KANA', searchKana(declared?.nameKana ?? '')),
    // who writes the name in kana alone is found by kana
    ...names.filter(isKana).flatMap((name) => nameKeys('NAME_KANA', searchKana(name))),
    ...birthDates
      .filter(isThere)
      .map((text) => ({ kind: 'BIRTH_DATE', match: 'EXACT', text }) as const),
    ...[read('number')?.value]
      .filter(isThere)
      .map((text) => ({ kind: 'DOCUMENT_NUMBER', match: 'EXACT', text }) as const),
  ])
}

export const searchName = (name: string): string => nameKey(name)

/** Katakana without blanks: ｻﾄｳ, さとう and サトウ are one. */
export const searchKana = (kana: string): string =>
  foldName(kana).replaceAll(/[ぁ-ゖ]/gu, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0x60),
  )

/** Nothing but kana, whatever width, and what stands between. */
export const isKana = (text: string | null | undefined): text is string =>
  isThere(text) && /^[ぁ-ゖァ-ヺー]+$/u.test(foldName(text))

const isThere = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && text !== ''

function nameKeys(kind: SearchKind, text: string): readonly SearchKey[] {
  const signs = Array.from(text)
  if (signs.length === 0) return []
  return [
    { kind, match: 'EXACT', text },
    ...signs.slice(0, longestPrefix).map((_, i) => ({
      kind,
      match: 'PREFIX' as const,
      text: signs.slice(0, i + 1).join(''),
    })),
  ]
}

const unique = (keys: readonly SearchKey[]): readonly SearchKey[] => [
  ...new Map(keys.map((key) => [keyText(key), key])).values(),
]

/** The text that is keyed: kinds and matches never meet in one token. */
export const keyText = ({ kind, match, text }: SearchKey): string => `${kind}|${match}|${text}`

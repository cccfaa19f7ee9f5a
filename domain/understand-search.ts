import { parseJapaneseDate } from './dates.ts'
import { foldWidth } from './fold.ts'
import { isLicenceNumber } from './numbers.ts'
import {
  isKana,
  longestPrefix,
  searchKana,
  searchName,
  type SearchKey,
  type SearchMatch,
} from './search-keys.ts'

/** What somebody typed, as it is understood. `text` of an external id is as it was typed: those are exact. */
export type SearchTerm =
  | SearchKey
  | { readonly kind: 'EXTERNAL_ID'; readonly match: 'EXACT'; readonly text: string }

/** Characters that anybody types into a search box, and more. */
export const longestSearch = 200

/**
 * One box for name, kana, birth date (also 平成2年3月4日, H2.3.4), document number and external id. A birth date may stand
 * behind or before a name; then both must hold. There are no wildcards: `%`, `*` and quotes are characters like others.
 * @param exact the whole name rather than its beginning
 * @returns what all must hold; empty for nothing but blanks
 */
export function understandSearch(typed: string, exact = false): readonly SearchTerm[] {
  const text = typed.slice(0, longestSearch + 1).trim()
  if (text === '') return []
  const { birthDate, rest } = takeBirthDate(text)
  return [
    ...(birthDate === null
      ? []
      : [{ kind: 'BIRTH_DATE', match: 'EXACT', text: birthDate } as const]),
    ...(rest === '' ? [] : [understandRest(rest, exact ? 'EXACT' : 'PREFIX')]),
  ]
}

function understandRest(text: string, match: SearchMatch): SearchTerm {
  const digits = foldWidth(text).replaceAll(/[\s-]/gu, '')
  if (isLicenceNumber(digits)) return { kind: 'DOCUMENT_NUMBER', match: 'EXACT', text: digits }
  if (isKana(text)) return { kind: 'NAME_KANA', match, text: shortened(searchKana(text), match) }
  // a name is of letters alone; an id has digits or other signs in it
  if (/^[\p{L}\p{M}\s々〆〇ー・'’.-]+$/u.test(text) && /\p{L}/u.test(text)) {
    return { kind: 'NAME', match, text: shortened(searchName(text), match) }
  }
  return { kind: 'EXTERNAL_ID', match: 'EXACT', text }
}

const shortened = (text: string, match: SearchMatch): string =>
  match === 'EXACT' ? text : Array.from(text).slice(0, longestPrefix).join('')

/** A date at the beginning or the end, and what is left without it. */
function takeBirthDate(text: string): { readonly birthDate: string | null; readonly rest: string } {
  const folded = foldWidth(text)
  for (const pattern of [dateAtEnd, dateAtStart]) {
    const found = pattern.exec(folded)?.[1]
    const date = found === undefined ? null : parseJapaneseDate(withSeparators(found))
    if (found !== undefined && date !== null) {
      return {
        birthDate: date.iso,
        rest: folded
          .replace(found, '')
          .replace(/^生|生$/u, '')
          .trim(),
      }
    }
  }
  return { birthDate: null, rest: text }
}

const date =
  '(?:(?:明治|大正|昭和|平成|令和)\\s*(?:元|\\d{1,2})\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日|\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日|[MTSHRmtshr]\\d{1,2}[./-]\\d{1,2}[./-]\\d{1,2}|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}|(?:18|19|20)\\d{6})'
const dateAtEnd = new RegExp(`(?:^|\\s|(?<=[^\\p{ASCII}]))(${date})(?:生)?$`, 'u')
const dateAtStart = new RegExp(`^(${date})(?:生)?(?=\\s|[^\\p{ASCII}])`, 'u')

const withSeparators = (found: string): string =>
  found.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

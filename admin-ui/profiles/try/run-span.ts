import { documentWords } from '../../../domain/words/documents.ts'
import { formatDay } from '../../words/format-time.ts'
import type { StaffLocale, Words } from '../../words/words.ts'
import type { TestRow } from './operations.ts'

/** Which applications a back-test looks at, in words. */
export function spanPhrase(
  { from, to, documentTypes, sandbox }: Pick<TestRow, 'from' | 'to' | 'documentTypes' | 'sandbox'>,
  t: Words,
  locale: StaffLocale,
): string {
  // the end is the first instant that is not tested any more
  const lastDay = formatDay(new Date(Date.parse(to) - 1).toISOString(), locale)
  const parts = [
    ...(from === null ? [] : [t.backTest.since(formatDay(from, locale))]),
    t.backTest.until(lastDay),
    ...documentTypes.map((type) => documentWords[locale][type]),
    ...(sandbox ? [t.app.sandbox] : []),
  ]
  return parts.join(locale === 'ja' ? '・' : ', ')
}

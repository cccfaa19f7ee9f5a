import { useLocaleState } from 'react-admin'
import { isStaffLocale, type StaffLocale, type Words } from './words.ts'
import { wordsByLocale } from './words-by-locale.ts'

/** The present language and its texts. */
export function useWords(): { readonly locale: StaffLocale; readonly t: Words } {
  const [chosen] = useLocaleState()
  const locale = isStaffLocale(chosen) ? chosen : 'ja'
  return { locale, t: wordsByLocale[locale] }
}

import polyglotI18nProvider from 'ra-i18n-polyglot'
import reactAdminEn from 'ra-language-english'
import type { TranslationMessages } from 'react-admin'
import { reactAdminJa } from './react-admin-ja.ts'
import { isStaffLocale, staffLocaleNames, staffLocales, type StaffLocale } from './words.ts'
import { wordsByLocale } from './words-by-locale.ts'

/** react-admin's own texts and, for its titles and menus, the names of the resources. */
const messages = (locale: StaffLocale): TranslationMessages => {
  const { menu } = wordsByLocale[locale]
  const names = Object.entries({ ...menu, cases: menu.queue }).map(
    ([resource, name]) => [resource, { name }] as const,
  )
  const { ra } = locale === 'ja' ? reactAdminJa : reactAdminEn
  return { ra, resources: Object.fromEntries(names) }
}

/** What was chosen here before, else Japanese unless the browser asks for another language first. */
export function firstLocale(
  stored: string | null,
  browserLanguages: readonly string[],
): StaffLocale {
  if (isStaffLocale(stored)) return stored
  const wanted = browserLanguages.map((language) => language.slice(0, 2)).find(isStaffLocale)
  return wanted ?? 'ja'
}

export const localeStorageKey = 'kakunin.locale'

export const i18nProvider = polyglotI18nProvider(
  (locale) => messages(isStaffLocale(locale) ? locale : 'ja'),
  firstLocale(localStorage.getItem(localeStorageKey), navigator.languages),
  staffLocales.map((locale) => ({ locale, name: staffLocaleNames[locale] })),
  { allowMissing: true },
)

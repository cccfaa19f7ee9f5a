import type { Locale } from '../../domain/method.ts'

/** Languages of applicants, each in its own words. */
export const localeNames: Readonly<Record<Locale, string>> = {
  ja: '日本語',
  en: 'English',
  vi: 'Tiếng Việt',
}

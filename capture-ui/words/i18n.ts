import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLocale, type Locale } from '../../domain/method.ts'
import type { CaptureWords } from '../../domain/words/capture/keys.ts'
import type { ScreenKey } from './ja.ts'

type ScreenWords = Readonly<Record<ScreenKey, string>>

/** One locale's words a chunk: the first screen carries only its own. */
const loaders: Record<Locale, () => Promise<Readonly<Record<string, string>>>> = {
  ja: async () => {
    const [{ words }, { ja }] = await Promise.all([
      import('../../domain/words/capture/ja.ts'),
      import('./ja.ts'),
    ])
    return flatten(words, ja)
  },
  en: async () => {
    const [{ words }, { en }] = await Promise.all([
      import('../../domain/words/capture/en.ts'),
      import('./en.ts'),
    ])
    return flatten(words, en)
  },
  vi: async () => {
    const [{ words }, { vi }] = await Promise.all([
      import('../../domain/words/capture/vi.ts'),
      import('./vi.ts'),
    ])
    return flatten(words, vi)
  },
}

/** The first of the browser's languages that there are words for; Japanese otherwise. */
export const preferredLocale = (languages: readonly string[]): Locale =>
  languages.map((language) => language.slice(0, 2).toLowerCase()).find(isLocale) ?? 'ja'

/** Loads the words, then switches; Han and Vietnamese glyphs depend on `<html lang>`. */
export async function showLocale(locale: Locale): Promise<void> {
  const words = await loaders[locale]()
  if (i18next.isInitialized) {
    i18next.addResourceBundle(locale, 'translation', words)
    await i18next.changeLanguage(locale)
  } else
    await i18next.use(initReactI18next).init({
      lng: locale,
      resources: { [locale]: { translation: words } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    })
  document.documentElement.lang = locale
  document.title = i18next.t('app.title')
}

/** Reasons, slots and documents become `reason.IMG_BLUR`, `advice.NAME_MISMATCH`, `slot.FRONT`, `document.DRIVERS_LICENCE`. */
const flatten = (
  { texts, reasons, advice, slots, documents }: CaptureWords,
  screens: ScreenWords,
) => ({
  ...texts,
  ...prefixed('reason', reasons),
  ...prefixed('advice', advice),
  ...prefixed('slot', slots),
  ...prefixed('document', documents),
  ...screens,
})

const prefixed = (prefix: string, words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [`${prefix}.${key}`, word]))

import { createContext, useContext } from 'react'
import type { Locale } from '../../domain/method.ts'

export interface Language {
  readonly locale: Locale
  readonly choose: (locale: string) => void
}

export const LanguageContext = createContext<Language>({ locale: 'ja', choose: () => undefined })
export const useLanguage = (): Language => useContext(LanguageContext)

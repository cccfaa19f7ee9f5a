import type { en } from './en.ts'
import type { Translated } from './translated.ts'

export type Words = Translated<typeof en>

/** Languages of the manager. Applicants have one more (`domain/method.ts`). */
export const staffLocales = ['ja', 'en'] as const
export type StaffLocale = (typeof staffLocales)[number]
export const staffLocaleNames: Record<StaffLocale, string> = { ja: '日本語', en: 'English' }

export const isStaffLocale = (value: unknown): value is StaffLocale =>
  staffLocales.some((locale) => locale === value)

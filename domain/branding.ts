import { z } from 'zod'
import { locales, type Locale } from './method.ts'
import { plainText } from './plain-text.ts'

/** What of the company an applicant sees. Null: as Kakunin looks by itself. */
export const brandingSchema = z.strictObject({
  /** Instead of the tenant's name. */
  displayName: plainText(60).nullable().default(null),
  primaryColour: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'expected a colour like #1f3f77')
    .nullable()
    .default(null),
  supportEmail: z.email().max(200).nullable().default(null),
  supportPhone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()-]{5,24}$/, 'expected a telephone number')
    .nullable()
    .default(null),
  supportUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
  logo: z
    .strictObject({
      sha256: z.string(),
      width: z.number().int(),
      height: z.number().int(),
    })
    .nullable()
    .default(null),
})
export type Branding = z.infer<typeof brandingSchema>

/** Most characters of each text. */
export const textLengths = { intro: 300, consent: 2000, finish: 500 } as const
export type TextKey = keyof typeof textLengths
export const textKeys = ['intro', 'consent', 'finish'] as const satisfies readonly TextKey[]

const textsOfLocale = z.strictObject({
  intro: plainText(textLengths.intro).nullable().default(null),
  consent: plainText(textLengths.consent).nullable().default(null),
  finish: plainText(textLengths.finish).nullable().default(null),
})
/** The company's own words in the capture screens; null: Kakunin's. */
export const captureTextsSchema = z.strictObject({
  ja: textsOfLocale.prefault({}),
  en: textsOfLocale.prefault({}),
  vi: textsOfLocale.prefault({}),
})
export type CaptureTexts = z.infer<typeof captureTextsSchema>

/** Of Kakunin's own consent text; changes with every change of its meaning in any language. */
export const consentTextVersion = '2026-11-24'

/** Which text a consent is given to: ours, or the company's n-th. @param version of the tenant's texts */
export const consentVersionOf = (texts: CaptureTexts, version: number): string =>
  locales.some((locale: Locale) => texts[locale].consent !== null)
    ? `${consentTextVersion}.t${version}`
    : consentTextVersion

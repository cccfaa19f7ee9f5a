import { locales, type Locale } from '../../domain/method.ts'
import { textKeys, type Branding, type CaptureTexts, type TextKey } from '../../domain/branding.ts'

/** What the manager sends: a draft as it is being typed, sound or not. */
export interface PreviewAsked {
  readonly screen: TextKey
  readonly locale: Locale
  readonly tenantName: string
  readonly branding: Omit<Branding, 'logo'>
  /** Address of a picture, or its data. */
  readonly logo: string | null
  readonly texts: CaptureTexts
}

/** Null: no message for us. */
export function readPreview(data: unknown): PreviewAsked | null {
  const asked = property(data, 'kakuninPreview')
  const screen = textKeys.find((key) => key === property(asked, 'screen'))
  const locale = locales.find((each) => each === property(asked, 'locale'))
  if (!screen || !locale) return null
  const branding = property(asked, 'branding')
  const colour = text(property(branding, 'primaryColour'))
  const textsOf = (each: Locale) => {
    const of = property(property(asked, 'texts'), each)
    return {
      intro: text(property(of, 'intro')),
      consent: text(property(of, 'consent')),
      finish: text(property(of, 'finish')),
    }
  }
  const url = text(property(branding, 'supportUrl'))
  return {
    screen,
    locale,
    tenantName: text(property(asked, 'tenantName')) ?? '',
    branding: {
      displayName: text(property(branding, 'displayName')),
      primaryColour: colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour : null,
      supportEmail: text(property(branding, 'supportEmail')),
      supportPhone: text(property(branding, 'supportPhone')),
      supportUrl: url?.startsWith('https:') && URL.canParse(url) ? url : null,
    },
    logo: text(property(asked, 'logo')),
    texts: { ja: textsOf('ja'), en: textsOf('en'), vi: textsOf('vi') },
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null

import type { CaptureTexts } from '../../domain/branding.ts'
import type { SettledTenant } from './use-settings.ts'

const none = { intro: null, consent: null, finish: null }

/** The texts by language, as the server lists them. */
export function textsOf(list: SettledTenant['settings']['texts']): CaptureTexts {
  const of = (locale: keyof CaptureTexts) => {
    const { intro, consent, finish } = list.find((each) => each.locale === locale) ?? none
    return { intro, consent, finish }
  }
  return { ja: of('ja'), en: of('en'), vi: of('vi') }
}

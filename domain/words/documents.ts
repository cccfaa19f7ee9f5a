import type { DocumentType } from '../document-catalogue.ts'
import type { Locale } from '../method.ts'

/** Documents (本人確認書類). */
export const documentWords: Readonly<Record<Locale, Readonly<Record<DocumentType, string>>>> = {
  ja: {
    DRIVERS_LICENCE: '運転免許証',
  },
  en: {
    DRIVERS_LICENCE: 'Driver’s license',
  },
  vi: {
    DRIVERS_LICENCE: 'Giấy phép lái xe',
  },
}

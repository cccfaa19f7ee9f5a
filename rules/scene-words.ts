import type { SentenceLocale } from './phrases.ts'
import type { Scene } from './profile-schema.ts'

/** What a profile is for, as its author chooses it. */
export const sceneWords: Readonly<Record<SentenceLocale, Readonly<Record<Scene, string>>>> = {
  ja: {
    FULL: '本人確認（全項目）',
    AGE_ONLY: '年齢確認のみ',
    DUPLICATE_PREVENTION: '二重登録の防止',
    OWN: '独自',
  },
  en: {
    FULL: 'Full identity check',
    AGE_ONLY: 'Age check only',
    DUPLICATE_PREVENTION: 'Duplicate prevention',
    OWN: 'A scene of one’s own',
  },
}

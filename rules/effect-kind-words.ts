import type { SentenceLocale } from './phrases.ts'
import type { EffectKind } from './profile-schema.ts'

/** Effects as outcomes, in sentences about what would have been. */
export const effectKindWords: Record<SentenceLocale, Record<EffectKind, string>> = {
  ja: {
    APPROVE: '承認',
    DECLINE: '否認',
    REVIEW: '目視審査',
    ASK_AGAIN: '再提出',
    HOLD_FOR_MASKING: 'マスキング待ち',
  },
  en: {
    APPROVE: 'approve',
    DECLINE: 'decline',
    REVIEW: 'review by a person',
    ASK_AGAIN: 'ask again',
    HOLD_FOR_MASKING: 'hold for masking',
  },
}

/** What was decided, for records that people read. */
export const decisionWords = {
  ja: {
    APPROVE: '承認',
    DECLINE: '否認',
    ASK_AGAIN: '再提出依頼',
    REVIEW: '目視審査へ',
    HOLD_FOR_MASKING: 'マスキング待ち',
  },
  en: {
    APPROVE: 'Approved',
    DECLINE: 'Declined',
    ASK_AGAIN: 'Asked again',
    REVIEW: 'Sent to review',
    HOLD_FOR_MASKING: 'Held for masking',
  },
} as const satisfies Record<'ja' | 'en', Record<string, string>>

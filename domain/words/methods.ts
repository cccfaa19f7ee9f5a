import type { Locale, Method } from '../method.ts'

/** Methods of verification (確認方式). */
export const methodWords: Readonly<Record<Locale, Readonly<Record<Method, string>>>> = {
  ja: {
    DOC_ONLY: '書類撮影',
    DOC_SELFIE: '書類＋容貌撮影',
    IC_ONLY: 'ICチップ読み取り',
    IC_SELFIE: 'ICチップ読み取り＋容貌撮影',
    JPKI: '公的個人認証',
    GENERIC_DOC: '汎用書類撮影',
    MYNUMBER_COLLECT: '個人番号取得撮影',
  },
  en: {
    DOC_ONLY: 'Document',
    DOC_SELFIE: 'Document and face',
    IC_ONLY: 'IC chip',
    IC_SELFIE: 'IC chip and face',
    JPKI: 'JPKI',
    GENERIC_DOC: 'Other documents',
    MYNUMBER_COLLECT: 'My Number collection',
  },
  vi: {
    DOC_ONLY: 'Chụp giấy tờ',
    DOC_SELFIE: 'Chụp giấy tờ và khuôn mặt',
    IC_ONLY: 'Đọc chip IC',
    IC_SELFIE: 'Đọc chip IC và chụp khuôn mặt',
    JPKI: 'Xác thực JPKI',
    GENERIC_DOC: 'Chụp giấy tờ khác',
    MYNUMBER_COLLECT: 'Thu thập mã số cá nhân',
  },
}

import type { Outcome } from '../check.ts'
import type { Locale } from '../method.ts'

/** Outcomes of a check. */
export const outcomeWords: Readonly<Record<Locale, Readonly<Record<Outcome, string>>>> = {
  ja: {
    PASS: 'OK',
    FAIL: 'NG',
    UNCERTAIN: '要確認',
    SKIPPED: '対象外',
  },
  en: {
    PASS: 'Pass',
    FAIL: 'Fail',
    UNCERTAIN: 'Uncertain',
    SKIPPED: 'Skipped',
  },
  vi: {
    PASS: 'Đạt',
    FAIL: 'Không đạt',
    UNCERTAIN: 'Cần kiểm tra',
    SKIPPED: 'Không áp dụng',
  },
}

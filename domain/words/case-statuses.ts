import type { CaseStatus } from '../case-state.ts'
import type { Locale } from '../method.ts'

/** Statuses of a case (審査案件の状態). */
export const caseStatusWords: Readonly<Record<Locale, Readonly<Record<CaseStatus, string>>>> = {
  ja: {
    OPEN: '未着手',
    ASSIGNED: '審査中',
    RESOLVED: '完了',
    WITHDRAWN: '取下げ',
  },
  en: {
    OPEN: 'Open',
    ASSIGNED: 'Assigned',
    RESOLVED: 'Resolved',
    WITHDRAWN: 'Withdrawn',
  },
  vi: {
    OPEN: 'Chưa nhận',
    ASSIGNED: 'Đang xử lý',
    RESOLVED: 'Đã hoàn tất',
    WITHDRAWN: 'Đã rút',
  },
}

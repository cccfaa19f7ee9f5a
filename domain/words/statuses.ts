import type { Locale } from '../method.ts'
import type { SessionStatus } from '../session-state.ts'

/** Statuses of a session (申請の状態). */
export const statusWords: Readonly<Record<Locale, Readonly<Record<SessionStatus, string>>>> = {
  ja: {
    CREATED: '受付済み',
    CAPTURING: '撮影中',
    PROCESSING: '自動審査中',
    IN_REVIEW: '目視審査中',
    APPROVED: '承認',
    DECLINED: '否認',
    RESUBMISSION_REQUESTED: '再提出待ち',
    EXPIRED: '期限切れ',
    CANCELLED: '取消',
    REDACTED: '消去済み',
  },
  en: {
    CREATED: 'Created',
    CAPTURING: 'Capturing',
    PROCESSING: 'Processing',
    IN_REVIEW: 'In review',
    APPROVED: 'Approved',
    DECLINED: 'Declined',
    RESUBMISSION_REQUESTED: 'Resubmission requested',
    EXPIRED: 'Expired',
    CANCELLED: 'Cancelled',
    REDACTED: 'Redacted',
  },
  vi: {
    CREATED: 'Đã tạo',
    CAPTURING: 'Đang chụp',
    PROCESSING: 'Đang xử lý',
    IN_REVIEW: 'Đang xét duyệt',
    APPROVED: 'Đã chấp thuận',
    DECLINED: 'Đã từ chối',
    RESUBMISSION_REQUESTED: 'Chờ nộp lại',
    EXPIRED: 'Đã hết hạn',
    CANCELLED: 'Đã hủy',
    REDACTED: 'Đã xóa dữ liệu',
  },
}

import type { Outcome } from '../../domain/check.ts'
import type { CaseStatus } from '../../domain/case-state.ts'
import type { SessionStatus } from '../../domain/session-state.ts'
import type { ExportStatus } from '../../graphql/operations/generated/admin/graphql.ts'
import type { Urgency } from '../cases/time-left.ts'

/** A colour of meaning; it never stands alone, always with an icon and words. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'quiet'
export type ToneIcon =
  | 'check'
  | 'cross'
  | 'question'
  | 'dash'
  | 'clock'
  | 'camera'
  | 'gear'
  | 'eye'
  | 'again'
  | 'inbox'
  | 'person'
  | 'pencil'

export interface Look {
  readonly tone: Tone
  readonly icon: ToneIcon
}

export const sessionLooks: Record<SessionStatus, Look> = {
  CREATED: { tone: 'neutral', icon: 'inbox' },
  CAPTURING: { tone: 'info', icon: 'camera' },
  PROCESSING: { tone: 'info', icon: 'gear' },
  IN_REVIEW: { tone: 'warn', icon: 'eye' },
  APPROVED: { tone: 'good', icon: 'check' },
  DECLINED: { tone: 'bad', icon: 'cross' },
  RESUBMISSION_REQUESTED: { tone: 'warn', icon: 'again' },
  EXPIRED: { tone: 'quiet', icon: 'clock' },
  CANCELLED: { tone: 'quiet', icon: 'dash' },
  REDACTED: { tone: 'quiet', icon: 'dash' },
}
export const caseLooks: Record<CaseStatus, Look> = {
  OPEN: { tone: 'info', icon: 'inbox' },
  ASSIGNED: { tone: 'warn', icon: 'person' },
  RESOLVED: { tone: 'good', icon: 'check' },
  WITHDRAWN: { tone: 'quiet', icon: 'dash' },
}
export const outcomeLooks: Record<Outcome, Look> = {
  PASS: { tone: 'good', icon: 'check' },
  FAIL: { tone: 'bad', icon: 'cross' },
  UNCERTAIN: { tone: 'warn', icon: 'question' },
  SKIPPED: { tone: 'quiet', icon: 'dash' },
}
export const urgencyLooks: Record<Urgency, Look> = {
  CALM: { tone: 'neutral', icon: 'clock' },
  SOON: { tone: 'warn', icon: 'clock' },
  LATE: { tone: 'bad', icon: 'clock' },
}
export const exportLooks: Record<ExportStatus, Look> = {
  QUEUED: { tone: 'neutral', icon: 'clock' },
  RUNNING: { tone: 'info', icon: 'gear' },
  READY: { tone: 'good', icon: 'check' },
  FAILED: { tone: 'bad', icon: 'cross' },
  CANCELLED: { tone: 'quiet', icon: 'dash' },
  EXPIRED: { tone: 'quiet', icon: 'dash' },
}
export const versionLooks: Record<string, Look> = {
  DRAFT: { tone: 'info', icon: 'pencil' },
  SUBMITTED: { tone: 'warn', icon: 'eye' },
  SCHEDULED: { tone: 'info', icon: 'clock' },
  PUBLISHED: { tone: 'good', icon: 'check' },
  SUPERSEDED: { tone: 'quiet', icon: 'again' },
  ARCHIVED: { tone: 'quiet', icon: 'dash' },
}
export const gateLooks: Record<string, Look> = {
  OK: { tone: 'good', icon: 'check' },
  WARNS: { tone: 'warn', icon: 'question' },
  BLOCKS: { tone: 'bad', icon: 'cross' },
}
export const deliveryLooks: Record<string, Look> = {
  PENDING: { tone: 'info', icon: 'clock' },
  DELIVERED: { tone: 'good', icon: 'check' },
  FAILED: { tone: 'bad', icon: 'cross' },
}
export const decisionLooks: Record<string, Look> = {
  APPROVE: { tone: 'good', icon: 'check' },
  DECLINE: { tone: 'bad', icon: 'cross' },
  ASK_AGAIN: { tone: 'warn', icon: 'again' },
  REVIEW: { tone: 'warn', icon: 'eye' },
  HOLD_FOR_MASKING: { tone: 'warn', icon: 'clock' },
}

/** Of a code that this build does not know. */
export const unknownLook: Look = { tone: 'neutral', icon: 'dash' }

import type { Slot } from './method.ts'
import type { ReasonCode } from './reason-codes.ts'

export const sessionStatuses = [
  'CREATED',
  'CAPTURING',
  'PROCESSING',
  'IN_REVIEW',
  'APPROVED',
  'DECLINED',
  'RESUBMISSION_REQUESTED',
  'EXPIRED',
  'CANCELLED',
  'REDACTED',
] as const
export type SessionStatus = (typeof sessionStatuses)[number]

/** Who decided: the pinned check profile by itself, or a person. */
export type Decider = 'SYSTEM' | 'REVIEWER'

export type SessionEvent =
  | { readonly type: 'CAPTURE_STARTED' }
  | { readonly type: 'SUBMITTED' }
  | { readonly type: 'REVIEW_OPENED'; readonly reasonCodes: readonly ReasonCode[] }
  | { readonly type: 'APPROVED'; readonly by: Decider }
  | { readonly type: 'DECLINED'; readonly by: Decider; readonly reasonCodes: readonly ReasonCode[] }
  | {
      readonly type: 'RESUBMISSION_REQUESTED'
      readonly by: Decider
      readonly reasonCodes: readonly ReasonCode[]
      readonly slots: readonly Slot[]
    }
  | { readonly type: 'EXPIRED' }
  | { readonly type: 'CANCELLED' }
  | { readonly type: 'REDACTED' }

/** The audit event that belongs to a change; `db/audit.ts` chains it in the same transaction. */
export interface AuditEvent {
  readonly action: `verification_session.${Lowercase<string>}`
  readonly from: SessionStatus
  readonly to: SessionStatus
  readonly reasonCodes: readonly ReasonCode[]
}

export type Transition =
  | { readonly allowed: true; readonly status: SessionStatus; readonly audit: AuditEvent }
  | { readonly allowed: false; readonly status: SessionStatus }

const sources: Record<SessionEvent['type'], readonly SessionStatus[]> = {
  CAPTURE_STARTED: ['CREATED', 'RESUBMISSION_REQUESTED'],
  SUBMITTED: ['CAPTURING'],
  REVIEW_OPENED: ['PROCESSING'],
  APPROVED: ['PROCESSING', 'IN_REVIEW'],
  DECLINED: ['PROCESSING', 'IN_REVIEW'],
  RESUBMISSION_REQUESTED: ['PROCESSING', 'IN_REVIEW'],
  EXPIRED: ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED'],
  CANCELLED: ['CREATED', 'CAPTURING', 'PROCESSING', 'IN_REVIEW', 'RESUBMISSION_REQUESTED'],
  REDACTED: ['APPROVED', 'DECLINED', 'EXPIRED', 'CANCELLED'],
}

const targets: Record<SessionEvent['type'], SessionStatus> = {
  CAPTURE_STARTED: 'CAPTURING',
  SUBMITTED: 'PROCESSING',
  REVIEW_OPENED: 'IN_REVIEW',
  APPROVED: 'APPROVED',
  DECLINED: 'DECLINED',
  RESUBMISSION_REQUESTED: 'RESUBMISSION_REQUESTED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
  REDACTED: 'REDACTED',
}

/**
 * The one owner of a session's status: the next status and its audit event, or a refusal that leaves the status as it is.
 * Nothing else in the project writes a status.
 */
export function transition(status: SessionStatus, event: SessionEvent): Transition {
  if (!sources[event.type].includes(status)) return { allowed: false, status }
  const to = targets[event.type]
  const name = event.type.toLowerCase() as Lowercase<string>
  return {
    allowed: true,
    status: to,
    audit: {
      action: `verification_session.${name}`,
      from: status,
      to,
      reasonCodes: 'reasonCodes' in event ? event.reasonCodes : [],
    },
  }
}

/** No more captures and no more human work: the outcome stands until redaction. */
export const isFinal = (status: SessionStatus): boolean =>
  ['APPROVED', 'DECLINED', 'EXPIRED', 'CANCELLED', 'REDACTED'].includes(status)

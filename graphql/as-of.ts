import type { Attempt, Capture } from '../db/reads/attempts.ts'
import type { AuditEvent } from '../db/reads/audit-events.ts'
import type { Case, CaseEvent } from '../db/reads/cases.ts'
import type { Decision } from '../db/reads/decisions.ts'
import type { Session } from '../db/reads/sessions.ts'
import { nextCaseStatus, type CaseEvent as CaseChange } from '../domain/case-state.ts'
import { reasonCodes } from '../domain/reason-codes.ts'
import { sessionStatuses, type SessionStatus } from '../domain/session-state.ts'

/**
 * Things as they were. A thing that is looked at as of a moment carries that moment to all that hangs on it; nothing that came
 * later is shown. What the past leaves no trace of (the end of a lease) is told as unknown, never as it is now.
 */
export interface Moment {
  readonly asOf?: Date
}

export const heldBack = (at: Date, { asOf }: Moment): boolean => asOf !== undefined && at > asOf

/** The same moment for what hangs on a thing. */
export const inMoment = <Row extends object>(row: Row, { asOf }: Moment): Row & Moment =>
  asOf === undefined ? row : { ...row, asOf }

/** A case at a moment, from its events. Null: it was not open yet. */
export function caseAsOf(
  now: Case,
  events: readonly CaseEvent[],
  asOf: Date,
): (Case & Moment) | null {
  if (now.openedAt > asOf) return null
  const later = events.filter(({ at }) => at > asOf)
  const resolvedYet = now.resolvedAt !== null && now.resolvedAt <= asOf
  return {
    ...now,
    ...replayed(events.filter(({ at }) => at <= asOf)),
    asOf,
    leaseExpiresAt: null,
    priority: now.priority - later.reduce((sum, { type }) => sum + (raisedBy[type] ?? 0), 0),
    resolution: resolvedYet ? now.resolution : null,
    resolvedAt: resolvedYet ? now.resolvedAt : null,
  }
}

/** How much an event adds to the priority of a case. */
const raisedBy: Readonly<Record<string, number>> = { ESCALATED: 100 }

/** Status, version and holder after these events; an event that is no change of the status leaves them. */
function replayed(events: readonly CaseEvent[]): Pick<Case, 'status' | 'version' | 'assigneeId'> {
  let status: Case['status'] = 'OPEN'
  let version = 1
  let assigneeId: string | null = null
  for (const { type, memberId } of events) {
    // the type is a text of the row; one that is no change finds no way
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const next = nextCaseStatus(status, { type } as CaseChange)
    if (next === null) continue
    status = next
    version += 1
    assigneeId = next === 'ASSIGNED' || next === 'RESOLVED' ? memberId : null
  }
  return { status, version, assigneeId }
}

/** A session at a moment, from the audit events of its changes, newest first. */
export function sessionAsOf(
  now: Session,
  changes: readonly AuditEvent[],
  asOf: Date,
): Session & Moment {
  const last = changes.find(({ at, detail }) => at <= asOf && isStatus(detail['to']))
  const to = last?.detail['to']
  const codes = last?.detail['reasonCodes']
  return {
    ...now,
    asOf,
    status: isStatus(to) ? to : 'CREATED',
    reasonCodes: reasonCodes.filter((code) => Array.isArray(codes) && codes.includes(code)),
    updatedAt: last?.at ?? now.createdAt,
    submittedAt: now.submittedAt && now.submittedAt <= asOf ? now.submittedAt : null,
    decidedAt: now.decidedAt && now.decidedAt <= asOf ? now.decidedAt : null,
  }
}

const isStatus = (value: unknown): value is SessionStatus =>
  sessionStatuses.some((status) => status === value)

export const attemptAsOf = (attempt: Attempt, moment: Moment): Attempt & Moment => ({
  ...inMoment(attempt, moment),
  submittedAt:
    attempt.submittedAt && !heldBack(attempt.submittedAt, moment) ? attempt.submittedAt : null,
})

export const captureAsOf = (capture: Capture, moment: Moment): Capture => ({
  ...capture,
  supersededAt:
    capture.supersededAt && !heldBack(capture.supersededAt, moment) ? capture.supersededAt : null,
})

export const decisionsAsOf = (
  decisions: readonly Decision[],
  moment: Moment,
): readonly Decision[] => decisions.filter(({ createdAt }) => !heldBack(createdAt, moment))

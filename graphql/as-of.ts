import { z } from 'zod'
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
  /** By how much later all is said to have happened, where the looker is not told that it is the past (graphql/blind.ts). */
  readonly shiftMs?: number
}

export const heldBack = (at: Date, { asOf }: Moment): boolean => asOf !== undefined && at > asOf

/** The same moment for what hangs on a thing. */
export const inMoment = <Row extends object>(
  row: Row,
  { asOf, shiftMs }: Moment,
): Row & Moment => ({
  ...row,
  ...(asOf === undefined ? {} : { asOf }),
  ...(shiftMs === undefined ? {} : { shiftMs }),
})

/** When it is said to have happened. */
export const saidAt = (at: Date, { shiftMs = 0 }: Moment): Date =>
  shiftMs === 0 ? at : new Date(at.getTime() + shiftMs)
const saidAtOrNever = (at: Date | null, moment: Moment): Date | null => at && saidAt(at, moment)

/** A case at a moment, from its events. Null: it was not open yet. */
export function caseAsOf(
  now: Case,
  events: readonly CaseEvent[],
  asOf: Date,
): (Case & Moment) | null {
  if (now.openedAt > asOf) return null
  const resolvedYet = now.resolvedAt !== null && now.resolvedAt <= asOf
  return {
    ...now,
    ...replayed(now, events, asOf),
    asOf,
    leaseExpiresAt: null,
    resolution: resolvedYet ? now.resolution : null,
    resolvedAt: resolvedYet ? now.resolvedAt : null,
  }
}

type Replayed = Pick<Case, 'status' | 'version' | 'assigneeId' | 'queue' | 'priority' | 'stage'>

/** How its events up to a moment, first to last, left a case. What the first of them does not tell is as it is now. */
function replayed(now: Case, all: readonly CaseEvent[], asOf: Date): Replayed {
  const raisedEver = all.some(({ type }) => type === 'ESCALATED')
  let was: Replayed = {
    status: 'OPEN',
    version: 1,
    assigneeId: null,
    queue: now.queue,
    stage: stageAsOf(now, all, asOf),
    priority: now.priority - (raisedEver ? escalation : 0),
  }
  let raised = 0
  for (const { type, memberId, detail } of all.filter(({ at }) => at <= asOf)) {
    const { queue = was.queue, priority } = placeSchema.parse(detail)
    if (type === 'ESCALATED') raised = escalation
    was = {
      ...was,
      queue,
      // an overdue case stays ahead of all others, wherever it is moved
      priority:
        (priority ?? was.priority) + (priority !== undefined || type === 'ESCALATED' ? raised : 0),
    }
    // the type is a text of the row; one that is no change finds no way
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const next = nextCaseStatus(was.status, { type } as CaseChange)
    if (next === null && type !== 'MOVED') continue
    const status = next ?? was.status
    was = {
      ...was,
      status,
      version: was.version + 1,
      ...(next === null
        ? {}
        : { assigneeId: status === 'ASSIGNED' || status === 'RESOLVED' ? memberId : null }),
    }
  }
  return was
}

/** Each opinion hands the case on; the last stage that it came to is the one it is in now. */
function stageAsOf(now: Case, all: readonly CaseEvent[], asOf: Date): Case['stage'] {
  const opinions = all.filter(({ type }) => type === 'OPINION_GIVEN')
  const given = opinions.filter(({ at }) => at <= asOf).length
  return given === opinions.length ? now.stage : given === 0 ? 'FIRST' : 'SECOND'
}

/** What being overdue adds to the priority. */
const escalation = 100

/** Where an event put a case. */
const placeSchema = z
  .object({ queue: z.string().optional(), priority: z.number().optional() })
  .catch({})

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
  startedAt: saidAt(attempt.startedAt, moment),
  submittedAt:
    attempt.submittedAt && !heldBack(attempt.submittedAt, moment)
      ? saidAt(attempt.submittedAt, moment)
      : null,
})

export const captureAsOf = (capture: Capture, moment: Moment): Capture => ({
  ...capture,
  receivedAt: saidAt(capture.receivedAt, moment),
  supersededAt:
    capture.supersededAt && !heldBack(capture.supersededAt, moment)
      ? saidAt(capture.supersededAt, moment)
      : null,
})

export const decisionsAsOf = (
  decisions: readonly Decision[],
  moment: Moment,
): readonly Decision[] =>
  decisions
    .filter(({ createdAt }) => !heldBack(createdAt, moment))
    .map((decision) => ({ ...decision, createdAt: saidAt(decision.createdAt, moment) }))

/** All that hangs on it is shown as of the moment, and as if it had happened later by so much. */
export const sessionShifted = (session: Session & Moment, shiftMs: number): Session & Moment => ({
  ...session,
  shiftMs,
  createdAt: saidAt(session.createdAt, { shiftMs }),
  updatedAt: saidAt(session.updatedAt, { shiftMs }),
  expiresAt: saidAt(session.expiresAt, { shiftMs }),
  submittedAt: saidAtOrNever(session.submittedAt, { shiftMs }),
  decidedAt: saidAtOrNever(session.decidedAt, { shiftMs }),
})

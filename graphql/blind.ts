import type { Trx } from '../db/client.ts'
import { changesOfSession } from '../db/reads/audit-events.ts'
import type { Case, CaseEvent } from '../db/reads/cases.ts'
import {
  eventsOfKnown,
  knownReviewsById,
  knownReviewsBySession,
  type KnownReview,
} from '../db/reads/known-reviews.ts'
import type { Session } from '../db/reads/sessions.ts'
import type { Resolution } from '../domain/case-state.ts'
import type { SessionStatus } from '../domain/session-state.ts'
import { sessionAsOf, sessionShifted, type Moment } from './as-of.ts'

/**
 * What a member before whom known cases are laid sees of them: cases like others, of sessions that nobody has decided yet. It is
 * so by whatever way they come to the session, and stays so when they have answered.
 * @param memberId null: whoever is told everything
 */
export async function sessionsSeenBy(
  trx: Trx,
  sessions: ReadonlyMap<string, Session>,
  memberId: string | null,
): Promise<ReadonlyMap<string, Session & Moment>> {
  if (memberId === null || sessions.size === 0) return sessions
  const reviews = await knownReviewsBySession(trx, [...sessions.keys()], memberId)
  if (reviews.size === 0) return sessions
  const seen = new Map<string, Session & Moment>(sessions)
  for (const [id, review] of reviews) {
    const session = sessions.get(id)
    if (session) seen.set(id, undecided(session, await changesOfSession(trx, id), review))
  }
  return seen
}

function undecided(
  session: Session,
  changes: Parameters<typeof sessionAsOf>[1],
  { asOf, shiftMs, shown: { resolution, resolvedAt } }: KnownReview,
): Session & Moment {
  const seen = sessionShifted(sessionAsOf(session, changes, asOf), shiftMs)
  return resolution === null
    ? seen
    : { ...seen, status: resolvedAs[resolution], decidedAt: resolvedAt }
}

const resolvedAs: Record<Resolution, SessionStatus> = {
  APPROVE: 'APPROVED',
  DECLINE: 'DECLINED',
  ASK_AGAIN: 'RESUBMISSION_REQUESTED',
}

export async function casesWithKnown(
  trx: Trx,
  ids: readonly string[],
  cases: ReadonlyMap<string, Case>,
  memberId: string | null,
): Promise<ReadonlyMap<string, Case>> {
  const others = ids.filter((id) => !cases.has(id))
  if (memberId === null || others.length === 0) return cases
  const known = await knownReviewsById(trx, others, memberId)
  return new Map([...cases, ...[...known].map(([id, { shown }]) => [id, shown] as const)])
}

export async function sessionCasesWithKnown(
  trx: Trx,
  sessionIds: readonly string[],
  cases: ReadonlyMap<string, Case>,
  memberId: string | null,
): Promise<ReadonlyMap<string, Case>> {
  if (memberId === null) return cases
  const known = await knownReviewsBySession(trx, sessionIds, memberId)
  return new Map([...cases, ...[...known].map(([id, { shown }]) => [id, shown] as const)])
}

export async function eventsWithKnown(
  trx: Trx,
  ids: readonly string[],
  events: ReadonlyMap<string, readonly CaseEvent[]>,
  memberId: string | null,
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const others = ids.filter((id) => !events.has(id))
  if (memberId === null || others.length === 0) return events
  return new Map([...events, ...(await eventsOfKnown(trx, others))])
}

import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { caseStatuses, resolutions } from '../../domain/case-state.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { Trx } from '../client.ts'
import type { KnownReviews } from '../schema.ts'
import type { Case, CaseEvent } from './cases.ts'
import { member } from './closed-lists.ts'
import type { PartnerCase } from './handovers.ts'

/** A known case as whoever looks at it sees it: like the one in whose stead it came. */
export interface KnownReview {
  readonly shown: Case
  /** What came later than this is not shown; what is, is as much younger. */
  readonly asOf: Date
  readonly shiftMs: number
}

/** Of those that were laid before a member. */
export async function knownReviewsById(
  trx: Trx,
  ids: readonly string[],
  memberId: string,
): Promise<ReadonlyMap<string, KnownReview>> {
  const rows = await trx
    .selectFrom('knownReviews')
    .selectAll()
    .where('id', 'in', ids)
    .where(laidBefore(memberId))
    .execute()
  return new Map(rows.map((row) => [row.id, asReview(row)]))
}

/** The same by session. */
export async function knownReviewsBySession(
  trx: Trx,
  sessionIds: readonly string[],
  memberId: string,
): Promise<ReadonlyMap<string, KnownReview>> {
  const rows = await trx
    .selectFrom('knownReviews')
    .selectAll()
    .where('sessionId', 'in', sessionIds)
    .where(laidBefore(memberId))
    .execute()
  return new Map(rows.map((row) => [row.sessionId, asReview(row)]))
}

const laidBefore = (memberId: string) =>
  sql<boolean>`(assignee_id = ${memberId}::uuid or (partner_id is null and drawn_for =
    (select coalesce(person_member_id, id) from members where members.id = ${memberId}::uuid)))`

/** How many a member holds now. */
export async function countHeldKnown(trx: Trx, memberId: string, at: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('knownReviews')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('assigneeId', '=', memberId)
    .where('status', '=', 'ASSIGNED')
    .where('leaseExpiresAt', '>=', at)
    .executeTakeFirstOrThrow()
  return count
}

/** What happened to known cases, as it would be told of others. */
export async function eventsOfKnown(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const rows = await trx.selectFrom('knownReviews').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, eventsOf(row)]))
}

const eventsSchema = z.array(
  z.object({
    id: z.string(),
    type: z.string(),
    memberId: z.string().nullable(),
    at: z.coerce.date(),
  }),
)

function eventsOf(row: Selectable<KnownReviews>): readonly CaseEvent[] {
  const { tenantId, id: caseId, queue, priority } = row
  const opened = {
    tenantId,
    id: row.id,
    caseId,
    type: 'OPENED',
    memberId: null,
    at: row.openedAt,
    detail: { queue, priority },
  }
  const later = eventsSchema
    .parse(row.events)
    .map((event) => ({ tenantId, caseId, detail: {}, ...event }))
  return [opened, ...later]
}

/** Known cases in a partner's queue. */
export async function partnerKnown(
  trx: Trx,
  partnerId: string,
  caseId: string | null,
): Promise<readonly PartnerCase[]> {
  const rows = await trx
    .selectFrom('knownReviews')
    .innerJoin('sessions', 'sessions.id', 'knownReviews.sessionId')
    .selectAll('knownReviews')
    .select(['sessions.documentType', 'sessions.locale', 'sessions.method'])
    .where('partnerId', '=', partnerId)
    .where('knownReviews.status', 'in', ['OPEN', 'ASSIGNED'])
    .$if(caseId !== null, (query) => query.where('knownReviews.id', '=', caseId ?? ''))
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenantId,
    sessionId: row.sessionId,
    attemptId: row.attemptId,
    status: member(caseStatuses, row.status),
    version: row.version,
    assigneeId: row.assigneeId,
    leaseExpiresAt: row.leaseExpiresAt,
    reasonCodes: row.reasonCodes.filter(isReasonCode),
    documentType: row.documentType,
    locale: row.locale,
    method: row.method,
    handedAt: row.handedAt ?? row.openedAt,
    dueAt: row.dueAt,
    fields: row.partnerFields,
  }))
}

/** Whether a known case lay with the partner once. */
export const wasKnownHere = (trx: Trx, id: string, partnerId: string | null) =>
  trx
    .selectFrom('knownReviews')
    .select('id')
    .where('id', '=', id)
    .where('partnerId', 'is not distinct from', partnerId)
    .where('partnerId', 'is not', null)
    .executeTakeFirst()

function asReview(row: Selectable<KnownReviews>): KnownReview {
  const { tenantId, id, sessionId, attemptId, version, queue, priority } = row
  const { assigneeId, leaseExpiresAt, dueAt, openedAt, resolvedAt, escalatedAt, asOf } = row
  return {
    asOf,
    shiftMs: openedAt.getTime() - asOf.getTime(),
    shown: {
      tenantId,
      id,
      sessionId,
      attemptId,
      status: member(caseStatuses, row.status),
      version,
      queue,
      priority,
      assigneeId,
      leaseExpiresAt,
      dueAt,
      reasonCodes: row.reasonCodes.filter(isReasonCode),
      resolution: row.resolution === null ? null : member(resolutions, row.resolution),
      openedAt,
      resolvedAt,
      escalatedAt,
      stage: 'FIRST',
      submitterId: null,
      partnerId: null,
    },
  }
}

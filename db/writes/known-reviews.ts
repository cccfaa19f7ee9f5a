import { sql } from 'kysely'
import {
  caseStatuses,
  nextCaseStatus,
  type CaseEvent,
  type Resolution,
} from '../../domain/case-state.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import { fitKnownCases, type KnownWish } from '../reads/known-cases.ts'

export interface NewKnownReview extends Omit<KnownWish, 'skills'> {
  readonly tenantId: string
  /** Of the review, which is a case's to whoever looks. */
  readonly caseId: string
  readonly knownId: string
  readonly at: Date
}

/** Lays a known case before somebody. @returns false where it may not be, or not any more */
export async function openKnownReview(trx: Trx, opened: NewKnownReview): Promise<boolean> {
  const { tenantId, caseId, knownId, insteadOf, drawnFor, partnerId, at } = opened
  if (await isOpened(trx, caseId)) return true
  const [fit] = await fitKnownCases(trx, { insteadOf, drawnFor, partnerId, skills: null }, knownId)
  if (fit === undefined) return false
  const known = await trx
    .selectFrom('knownCases')
    .innerJoin('cases', 'cases.id', 'knownCases.caseId')
    .select(['expected', 'sessionId', 'attemptId', 'openedAt', 'reasonCodes'])
    .where('knownCases.id', '=', knownId)
    .executeTakeFirstOrThrow()
  const next = await trx
    .selectFrom('cases')
    .select(['queue', 'priority', 'dueAt', 'escalatedAt', 'openedAt'])
    .where('id', '=', insteadOf)
    .executeTakeFirstOrThrow()
  const partner = partnerId === null ? null : await terms(trx, partnerId)
  if (partnerId !== null && !partner) return false
  await trx
    .insertInto('knownReviews')
    .values({
      tenantId,
      id: caseId,
      knownId,
      expected: known.expected,
      sessionId: known.sessionId,
      attemptId: known.attemptId,
      asOf: known.openedAt,
      drawnFor,
      insteadOf,
      partnerId,
      ...(partner ? { partnerFields: partner.fields } : {}),
      handedAt: partner ? at : null,
      status: 'OPEN',
      queue: next.queue,
      priority: next.priority,
      assigneeId: null,
      leaseExpiresAt: null,
      dueAt: partner ? new Date(at.getTime() + partner.dueMs) : next.dueAt,
      escalatedAt: next.escalatedAt,
      reasonCodes: known.reasonCodes,
      openedAt: next.openedAt,
      givenAt: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // another that was drawn at the same moment may have been faster
  return isOpened(trx, caseId)
}

const isOpened = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx.selectFrom('knownReviews').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined

const terms = (trx: Trx, partnerId: string) =>
  trx
    .selectFrom('partners')
    .select(['fields', 'dueMs'])
    .where('id', '=', partnerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

export interface KnownChange {
  readonly tenantId: string
  readonly caseId: string
  /** The version this change makes; a repeated call changes nothing. */
  readonly version: number
  readonly type: CaseEvent['type']
  readonly memberId: string | null
  readonly leaseExpiresAt: Date | null
  readonly answer: {
    readonly resolution: Resolution
    readonly reasonCodes: readonly string[]
  } | null
  readonly at: Date
}

/** @throws DomainError `CASE_STATE` */
export async function changeKnownReview(trx: Trx, change: KnownChange): Promise<void> {
  const row = await trx
    .selectFrom('knownReviews')
    .select(['status', 'version', 'expected', 'knownId', 'assigneeId'])
    .where('id', '=', change.caseId)
    .forUpdate()
    .executeTakeFirst()
  const before = caseStatuses.find((status) => status === row?.status)
  if (!row || !before) throw new DomainError('NOT_FOUND', 'no such case')
  if (row.version >= change.version) return
  const status = nextCaseStatus(before, { type: change.type })
  if (!status) throw new DomainError('CASE_STATE', `${change.type} is not allowed now`)
  const { at, memberId, answer } = change
  const event = { id: newId(at.getTime()), type: change.type, memberId, at: at.toISOString() }
  await trx
    .updateTable('knownReviews')
    .set({
      status,
      version: change.version,
      assigneeId: status === 'ASSIGNED' || status === 'RESOLVED' ? memberId : null,
      leaseExpiresAt: change.leaseExpiresAt,
      events: sql<string>`events || ${JSON.stringify([event])}::jsonb`,
      ...(change.type === 'CLAIMED' ? { claimedAt: at } : {}),
      ...(answer
        ? { resolution: answer.resolution, givenReasons: [...answer.reasonCodes], resolvedAt: at }
        : {}),
    })
    .where('id', '=', change.caseId)
    .execute()
  await appendAudit(trx, change.tenantId, {
    at,
    actor: memberId ? { kind: 'MEMBER', id: memberId } : { kind: 'SYSTEM', id: null },
    action: `known_review.${change.type.toLowerCase()}`,
    subjectKind: 'known_review',
    subjectId: change.caseId,
    detail: {
      version: change.version,
      ...(answer ? { expected: row.expected, resolution: answer.resolution } : {}),
    },
  })
}

export async function renewKnownLease(
  trx: Trx,
  caseId: string,
  leaseExpiresAt: Date,
): Promise<void> {
  await trx
    .updateTable('knownReviews')
    .set({ leaseExpiresAt })
    .where('id', '=', caseId)
    .where('status', '=', 'ASSIGNED')
    .execute()
}

import { sql } from 'kysely'
import {
  caseStatuses,
  nextCaseStatus,
  type CaseEvent,
  type CaseStage,
} from '../../domain/case-state.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import { announce } from './announce.ts'

export interface NewCase {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly caseId: string
  readonly queue: string
  readonly priority: number
  readonly reasonCodes: readonly string[]
  readonly dueAt: Date
  /** The person of the staff who opened the session. */
  readonly submitterId: string | null
  readonly at: Date
}

/** @returns whether it was not there yet */
export async function openCase(trx: Trx, opened: NewCase): Promise<boolean> {
  const { tenantId, caseId } = opened
  const inserted = await trx
    .insertInto('cases')
    .values({
      tenantId,
      id: caseId,
      sessionId: opened.sessionId,
      attemptId: opened.attemptId,
      status: 'OPEN',
      queue: opened.queue,
      priority: opened.priority,
      assigneeId: null,
      leaseExpiresAt: null,
      dueAt: opened.dueAt,
      reasonCodes: [...opened.reasonCodes],
      resolution: null,
      openedAt: opened.at,
      resolvedAt: null,
      submitterId: opened.submitterId,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  const { queue, priority } = opened
  await noteOnCase(trx, { tenantId, caseId }, 'OPENED', null, opened.at, { queue, priority })
  await announce(trx, tenantId, opened.sessionId)
  return true
}

export interface CaseChange {
  readonly tenantId: string
  readonly caseId: string
  /** The version this change makes; a repeated call finds it made and changes nothing. */
  readonly version: number
  readonly event: CaseEvent
  readonly memberId: string | null
  readonly assigneeId: string | null
  readonly leaseExpiresAt: Date | null
  readonly resolution: string | null
  /** Whose look comes next, where that changes. */
  readonly stage?: CaseStage
  readonly actor: Actor
  readonly at: Date
}

/** @throws DomainError `CASE_STATE` */
export async function changeCase(trx: Trx, change: CaseChange): Promise<{ applied: boolean }> {
  const row = await trx
    .selectFrom('cases')
    .select(['status', 'version', 'sessionId'])
    .where('id', '=', change.caseId)
    .forUpdate()
    .executeTakeFirst()
  const before = caseStatuses.find((status) => status === row?.status)
  if (!row || !before) throw new DomainError('NOT_FOUND', 'no such case')
  if (row.version >= change.version) return { applied: false }
  const status = nextCaseStatus(before, change.event)
  if (!status) throw new DomainError('CASE_STATE', `${change.event.type} is not allowed now`)
  await trx
    .updateTable('cases')
    .set({
      status,
      version: change.version,
      assigneeId: change.assigneeId,
      leaseExpiresAt: change.leaseExpiresAt,
      ...(change.resolution ? { resolution: change.resolution, resolvedAt: change.at } : {}),
      ...(change.stage ? { stage: change.stage } : {}),
    })
    .where('id', '=', change.caseId)
    .execute()
  await noteOnCase(trx, change, change.event.type, change.memberId, change.at, {})
  await appendAudit(trx, change.tenantId, {
    at: change.at,
    actor: change.actor,
    action: `case.${change.event.type.toLowerCase()}`,
    subjectKind: 'case',
    subjectId: change.caseId,
    detail: {
      version: change.version,
      ...(change.event.type === 'ASSIGNED' || change.event.type === 'RETURNED'
        ? { memberId: change.memberId }
        : {}),
      ...(change.resolution ? { resolution: change.resolution } : {}),
      ...(change.stage ? { stage: change.stage } : {}),
      // a program speaks for somebody, and the record names them
      ...(change.actor.kind === 'API_KEY' ? { memberId: change.memberId } : {}),
    },
  })
  await announce(trx, change.tenantId, row.sessionId)
  return { applied: true }
}

/** Another queue or priority; null leaves it. A case that was put before all others stays there. */
export async function moveCase(
  trx: Trx,
  moved: {
    readonly tenantId: string
    readonly caseId: string
    readonly version: number
    readonly byMemberId: string
    readonly queue: string | null
    readonly priority: number | null
    readonly at: Date
  },
): Promise<void> {
  const { tenantId, caseId, version, byMemberId, queue, priority, at } = moved
  const row = await trx
    .updateTable('cases')
    .set({
      version,
      ...(queue === null ? {} : { queue }),
      ...(priority === null
        ? {}
        : {
            priority: sql<number>`${priority}::int + case when escalated_at is null then 0 else 100 end`,
          }),
    })
    .where('id', '=', caseId)
    .where('version', '<', version)
    .returning('sessionId')
    .executeTakeFirst()
  if (!row) return
  const detail = {
    ...(queue === null ? {} : { queue }),
    ...(priority === null ? {} : { priority }),
  }
  await noteOnCase(trx, moved, 'MOVED', byMemberId, at, detail)
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: byMemberId },
    action: 'case.moved',
    subjectKind: 'case',
    subjectId: caseId,
    detail: { version, ...detail },
  })
  await announce(trx, tenantId, row.sessionId)
}

/** Moves the lease's end without a new version: a heartbeat is not an edit. */
export async function renewLease(trx: Trx, caseId: string, leaseExpiresAt: Date): Promise<void> {
  await trx.updateTable('cases').set({ leaseExpiresAt }).where('id', '=', caseId).execute()
}

/** A line in the case's timeline. */
export async function noteOnCase(
  trx: Trx,
  { tenantId, caseId }: { readonly tenantId: string; readonly caseId: string },
  type: string,
  memberId: string | null,
  at: Date,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await trx
    .insertInto('caseEvents')
    .values({
      tenantId,
      id: newId(at.getTime()),
      caseId,
      type,
      memberId,
      at,
      detail: JSON.stringify(detail),
    })
    .execute()
}

/** An open case past its due time goes to the head of its queue. */
export async function escalateCase(
  trx: Trx,
  place: { readonly tenantId: string; readonly caseId: string },
  at: Date,
): Promise<void> {
  const raised = await trx
    .updateTable('cases')
    .set({ priority: sql<number>`priority + 100`, escalatedAt: at })
    .where('id', '=', place.caseId)
    .where('status', 'in', ['OPEN', 'ASSIGNED'])
    .where('escalatedAt', 'is', null)
    .returning('sessionId')
    .executeTakeFirst()
  if (!raised) return
  await noteOnCase(trx, place, 'ESCALATED', null, at, {})
  await announce(trx, place.tenantId, raised.sessionId)
}

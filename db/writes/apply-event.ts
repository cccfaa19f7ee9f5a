import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import {
  sessionStatuses,
  transition,
  type SessionEvent,
  type SessionStatus,
} from '../../domain/session-state.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import { announce } from './announce.ts'
import { removeSearchTokens } from './save-search-tokens.ts'

export interface EventPlace {
  readonly tenantId: string
  readonly sessionId: string
  /** Counts the session's events in the workflow: a retried activity finds its number taken and changes nothing. */
  readonly seq: number
  readonly actor: Actor
  readonly at: Date
}

/**
 * Changes a session's status as `transition` says, with its audit event, in the caller's transaction.
 * @returns the status after it, and whether this call made the change
 * @throws DomainError `SESSION_STATE` when the event is not allowed
 */
export async function applyEvent(
  trx: Trx,
  place: EventPlace,
  event: SessionEvent,
): Promise<{ status: SessionStatus; applied: boolean }> {
  const row = await trx
    .selectFrom('sessions')
    .select(['status', 'eventSeq'])
    .where('id', '=', place.sessionId)
    .forUpdate()
    .executeTakeFirst()
  const before = sessionStatuses.find((status) => status === row?.status)
  if (!row || !before) throw new DomainError('NOT_FOUND', 'no such session')
  if (row.eventSeq >= place.seq) return { status: before, applied: false }
  if (row.eventSeq !== place.seq - 1)
    throw new DomainError('SESSION_STATE', 'seq: expected the number after the last event')

  const step = transition(before, event)
  if (!step.allowed) throw new DomainError('SESSION_STATE', `${event.type} is not allowed now`)

  await trx
    .updateTable('sessions')
    .set({
      status: step.status,
      eventSeq: place.seq,
      updatedAt: place.at,
      reasonCodes: [...step.audit.reasonCodes],
      ...(event.type === 'SUBMITTED' ? { submittedAt: place.at } : {}),
      ...(event.type === 'APPROVED' || event.type === 'DECLINED' ? { decidedAt: place.at } : {}),
      ...(event.type === 'RESUBMISSION_REQUESTED'
        ? { askedSlots: [...event.slots], attemptNumber: sql<number>`attempt_number + 1` }
        : {}),
    })
    .where('id', '=', place.sessionId)
    .execute()
  if (event.type === 'REDACTED') await removeSearchTokens(trx, place.sessionId)
  await appendAudit(trx, place.tenantId, {
    at: place.at,
    actor: place.actor,
    action: step.audit.action,
    subjectKind: 'verification_session',
    subjectId: place.sessionId,
    detail: { from: step.audit.from, to: step.audit.to, reasonCodes: step.audit.reasonCodes },
  })
  await announce(trx, place.tenantId, place.sessionId)
  return { status: step.status, applied: true }
}

import { DomainError } from '../../domain/errors.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import type { HoldReason } from '../../domain/retention.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface KeepingChange {
  readonly tenantId: string
  readonly sessionId: string
  readonly actor: Actor
  readonly at: Date
}

/** From now on nothing of the session is erased, whatever its terms. @throws DomainError `NOT_FOUND`, `SESSION_STATE` (redacted) */
export async function placeHold(
  trx: Trx,
  change: KeepingChange,
  reason: HoldReason,
): Promise<void> {
  const row = await lock(trx, change)
  if (row.legalHoldAt) return
  await trx
    .updateTable('sessions')
    .set({ legalHoldAt: change.at, legalHoldReason: reason, legalHoldBy: change.actor.id })
    .where('id', '=', change.sessionId)
    .execute()
  await audit(trx, change, 'hold_placed', { reason })
}

/** Terms hold again, also those that ended meanwhile. @throws DomainError `NOT_FOUND`, `SESSION_STATE` */
export async function endHold(trx: Trx, change: KeepingChange): Promise<void> {
  const row = await lock(trx, change)
  if (!row.legalHoldAt) return
  await trx
    .updateTable('sessions')
    .set({ legalHoldAt: null, legalHoldReason: null, legalHoldBy: null })
    .where('id', '=', change.sessionId)
    .execute()
  await audit(trx, change, 'hold_ended', { since: row.legalHoldAt.toISOString() })
}

/**
 * The day from which some laws count (domain/retention.ts), since the company alone knows it.
 * @param on YYYY-MM-DD in Japan; null: it goes on after all
 * @throws DomainError `NOT_FOUND`, `SESSION_STATE`, `INPUT_INVALID`
 */
export async function noteContractEnd(
  trx: Trx,
  change: KeepingChange,
  on: string | null,
): Promise<void> {
  const row = await lock(trx, change)
  if (on !== null && (on > dayInJapan(change.at) || on < dayInJapan(row.createdAt))) {
    throw new DomainError('INPUT_INVALID', 'on: expected a day between its beginning and today')
  }
  await trx
    .updateTable('sessions')
    .set({ contractEndedOn: on })
    .where('id', '=', change.sessionId)
    .execute()
  await audit(trx, change, 'contract_ended', { on })
}

async function lock(trx: Trx, { sessionId }: KeepingChange) {
  const row = await trx
    .selectFrom('sessions')
    .select(['legalHoldAt', 'redactedAt', 'createdAt'])
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such session')
  if (row.redactedAt) throw new DomainError('SESSION_STATE', 'redacted; nothing of it is left')
  return row
}

const audit = (
  trx: Trx,
  { tenantId, sessionId, actor, at }: KeepingChange,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action: `verification_session.${action}`,
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail,
  })

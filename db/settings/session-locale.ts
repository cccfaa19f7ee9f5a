import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import type { Locale } from '../../domain/method.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

/** The language an applicant reads; a preference, no part of the case. @throws DomainError `NOT_FOUND` */
export async function setSessionLocale(
  trx: Trx,
  place: { readonly tenantId: string; readonly sessionId: string },
  change: { readonly locale: Locale; readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const { tenantId, sessionId } = place
  const row = await trx
    .updateTable('sessions')
    .set({ locale: change.locale })
    .where('id', '=', sessionId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such session')
  await appendAudit(trx, tenantId, {
    at: change.at,
    actor: change.actor,
    action: 'verification_session.locale_set',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { locale: change.locale },
  })
  await sql`select pg_notify('session_changed', ${`${tenantId}:${sessionId}`})`.execute(trx)
}

import { sql } from 'kysely'
import type { Trx } from '../client.ts'

/** Tells whoever listens that a session changed; they hear of it when the transaction commits. */
export async function announce(trx: Trx, tenantId: string, sessionId: string): Promise<void> {
  await sql`select pg_notify('session_changed', ${`${tenantId}:${sessionId}`})`.execute(trx)
}

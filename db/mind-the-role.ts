import { sql } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Database } from './client.ts'
import { patiently } from './patiently.ts'

/**
 * Asked once, before anything is served: row-level security does not hold a superuser or a role with BYPASSRLS, and the
 * owner of the tables passes by the doors (migrations/0003-doors.sql) to every tenant's keys and links.
 * A database that does not answer yet is waited for.
 * @throws DomainError `FORBIDDEN` when DATABASE_URL names such a role
 */
export async function mindTheRole(db: Database, patienceMs = 60_000): Promise<void> {
  if (await patiently(patienceMs, () => isBound(db))) return
  throw new DomainError(
    'FORBIDDEN',
    'DATABASE_URL: expected a role that row-level security holds, neither superuser nor owner of the tables',
  )
}

async function isBound(db: Database): Promise<boolean> {
  const { rows } = await sql<{ bound: boolean }>`
    select not rolsuper and not rolbypassrls and not exists (
      select from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and pg_has_role(role.oid, relowner, 'MEMBER')
    ) as bound
    from pg_roles role where rolname = current_user`.execute(db)
  return rows[0]?.bound === true
}

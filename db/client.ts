import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

export type Database = Kysely<DB>
export type Trx = Transaction<DB>

/**
 * A pool of connections of the app role, which row-level security binds.
 * @param url postgres://… of the app role
 * @param options `waitMs`: who gets no connection within it fails, so that nobody waits for ever
 */
export function createDatabase(
  url: string,
  {
    maxConnections = 10,
    waitMs = 10_000,
    onError,
  }: { maxConnections?: number; waitMs?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
  })
  // Without a listener, a server that goes away would end the process.
  pool.on('error', (error) => onError?.(error))
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    // Only column names are folded: what lies inside jsonb stays as it was stored.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** Runs `fn` in one transaction that sees and writes this tenant's rows only. */
export function withTenant<T>(
  db: Database,
  tenantId: string,
  fn: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`.execute(trx)
    return fn(trx)
  })
}

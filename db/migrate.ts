import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = new URL('./migrations/', import.meta.url)

/**
 * Applies the SQL files of migrations/ in the order of their names, each in its own transaction, forward only, and
 * grants the app role what it needs. Two processes that start at once wait for each other. A file that was changed
 * after it ran stops the migration.
 * @param ownerUrl postgres://… of the role that owns the schema (superuser or BYPASSRLS is not needed)
 * @param appRole name of the role the product runs as: no superuser, no BYPASSRLS
 * @returns names of the files that ran now
 */
export async function migrate({
  ownerUrl,
  appRole,
}: {
  ownerUrl: string
  appRole: string
}): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(4275309441)')
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, ran_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from migrations',
    )
    const ran = new Map(rows.map((row) => [row.name, row.sha256]))
    const fresh: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const before = ran.get(name)
      if (before === sha256) continue
      if (before)
        throw new Error(`migrations/${name} was changed after it ran; add a new file instead`)
      await inTransaction(client, async () => {
        await client.query(text)
        await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
      })
      fresh.push(name)
    }
    await inTransaction(client, () => grant(client, appRole))
    return fresh
  } finally {
    await client.end()
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The app role reads and writes rows; the audit chain it may only append to. */
async function grant(client: pg.Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole)
  await client.query(`grant usage on schema public, auth to ${role}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema public, auth to ${role}`,
  )
  await client.query(`grant execute on all functions in schema public to ${role}`)
  await client.query(`revoke update, delete, truncate on audit_events from ${role}`)
  await client.query(`revoke delete, truncate on audit_heads from ${role}`)
  await client.query(`revoke all on migrations from ${role}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ownerUrl = process.env['DATABASE_OWNER_URL']
  const appRole = process.env['DATABASE_APP_ROLE']
  if (!ownerUrl || !appRole) throw new Error('set DATABASE_OWNER_URL and DATABASE_APP_ROLE')
  const ran = await migrate({ ownerUrl, appRole })
  process.stdout.write(ran.length ? `ran ${ran.join(', ')}\n` : 'nothing to migrate\n')
}

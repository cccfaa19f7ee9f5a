import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { fileBlobStore, type BlobStore } from '../../db/blob-store.ts'
import { createDatabase, withTenant, type Database } from '../../db/client.ts'
import { createKeyring, type Keyring } from '../../db/keyring.ts'
import { fileMasterKey } from '../../db/master-key.ts'
import { createTenant } from '../../db/settings/tenants.ts'
import { newId, type TenantId } from '../../domain/ids.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly db: Database
  readonly keyring: Keyring
  readonly store: BlobStore
  /** Folder of this database's blobs and master key. */
  readonly folder: string
  /** Address for the app role, which row-level security binds. */
  readonly url: string
  /** Address for the superuser, whom nothing binds: to look behind the curtain. */
  readonly ownerUrl: string
  createTenant(settings?: object): Promise<TenantId>
}

/** The run's Postgres. */
const ours = () => ({ port: inject('postgresPort'), password: inject('postgresPassword') })

/** A database of its own, copied from the migrated template; dropped when disposed. */
export async function createTestDatabase({ port, password } = ours()): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await once(admin, `create database ${name} template kakunin_template`)

  const url = `postgres://kakunin_app:${password}@127.0.0.1:${port}/${name}`
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-data-'))
  const db = createDatabase(url, { maxConnections: 8 })
  const keysDb = createDatabase(url, { maxConnections: 2 })
  const keyring = createKeyring({
    db: keysDb,
    provider: await fileMasterKey(join(folder, 'master.key')),
  })
  return {
    db,
    keyring,
    store: fileBlobStore(join(folder, 'blobs')),
    folder,
    url,
    ownerUrl: `postgres://postgres:${password}@127.0.0.1:${port}/${name}`,
    async createTenant(settings = {}) {
      const tenantId = newId<TenantId>()
      await withTenant(db, tenantId, (trx) =>
        createTenant(trx, keyring, { tenantId, name: 'Sample Co.', settings, at: new Date() }),
      )
      return tenantId
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await keysDb.destroy()
      await once(admin, `drop database if exists ${name} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // several files may copy the template at once; Postgres asks them to take turns
    for (let attempt = 0; ; attempt += 1) {
      try {
        await client.query(statement)
        return
      } catch (error) {
        if (attempt > 50 || !(error instanceof Error) || !/being accessed/.test(error.message))
          throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  } finally {
    await client.end()
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../db/migrate.ts'
import { findTemporal } from '../../dev/find-temporal.ts'
import { freePort } from '../../dev/ports.ts'
import { ensureDatabase, ensureRole, startPostgres } from '../../dev/postgres.ts'
import { ensureNamespace, startTemporal } from '../../dev/temporal-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresPort: number
    postgresPassword: string
    temporalAddress: string
  }
}

export const appRole = 'kakunin_app'
export const template = 'kakunin_template'
export const namespace = 'kakunin'

/** One real Postgres and one real Temporal server for the whole run; a test file takes a copy of the migrated database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-test-'))
  const password = 'for-tests-on-loopback'
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password,
    logFile: join(folder, 'postgres.log'),
    durable: false,
  })
  for (const name of [template, 'temporal', 'temporal_visibility'])
    await ensureDatabase(postgres, name)
  await ensureRole(postgres, appRole, password)
  await migrate({ ownerUrl: postgres.url(template), appRole })

  const found = await findTemporal({ say: (line) => process.stderr.write(`${line}\n`) })
  const temporal =
    found.kind === 'address'
      ? { address: found.address, stop: () => Promise.resolve() }
      : await startTemporal({
          binaries: found,
          store: {
            host: '127.0.0.1',
            port: postgres.port,
            user: 'postgres',
            password,
            database: 'temporal',
            visibilityDatabase: 'temporal_visibility',
          },
          folder: join(folder, 'temporal'),
          logFile: join(folder, 'temporal.log'),
        })
  await ensureNamespace(temporal.address, namespace)

  project.provide('postgresPort', postgres.port)
  project.provide('postgresPassword', password)
  project.provide('temporalAddress', temporal.address)
  return async () => {
    await temporal.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

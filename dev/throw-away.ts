import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../db/migrate.ts'
import { findTemporal } from './find-temporal.ts'
import { createGuard } from './guard.ts'
import { freePort } from './ports.ts'
import { ensureDatabase, ensureRole, startPostgres, type Postgres } from './postgres.ts'
import { runTemporal } from './run-temporal.ts'
import { ensureNamespace } from './temporal-server.ts'

export interface ThrowAway extends AsyncDisposable {
  readonly folder: string
  readonly postgres: Postgres
  readonly password: string
  readonly temporalAddress: string
  readonly namespace: string
}

export const appRole = 'kakunin_app'

/**
 * A real Postgres and a real Temporal server for tests and benchmarks, on free ports, gone when disposed.
 * @param database name of the migrated database
 */
export async function startThrowAway(
  database: string,
  say: (line: string) => void,
): Promise<ThrowAway> {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-'))
  // another user may have to run Postgres for us (as-plain-user.ts)
  chmodSync(folder, 0o711)
  const guard = createGuard()
  const password = 'for-tests-on-loopback'
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password,
    logFile: join(folder, 'postgres.log'),
    durable: false,
  })
  if (postgres.process.pid !== undefined) guard.watch(postgres.process.pid, 'SIGINT')
  for (const name of [database, 'temporal', 'temporal_visibility'])
    await ensureDatabase(postgres, name)
  await ensureRole(postgres, appRole, password)
  await migrate({ ownerUrl: postgres.url(database), appRole })

  const found = await findTemporal({ say })
  const temporal = await runTemporal(found, {
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
  if (temporal.process?.pid !== undefined) guard.watch(temporal.process.pid, 'SIGTERM')
  const namespace = 'kakunin'
  await ensureNamespace(temporal.address, namespace)
  return {
    folder,
    postgres,
    password,
    temporalAddress: temporal.address,
    namespace,
    async [Symbol.asyncDispose]() {
      await temporal.stop()
      await postgres.stop()
      guard.release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

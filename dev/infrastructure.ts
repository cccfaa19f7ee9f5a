import { join } from 'node:path'
import { migrate } from '../db/migrate.ts'
import type { FoundTemporal } from './find-temporal.ts'
import { ensureDatabase, ensureRole, startPostgres, type Postgres } from './postgres.ts'
import { runTemporal } from './run-temporal.ts'
import type { Ports } from './remembered-ports.ts'
import type { Secrets } from './secrets.ts'
import type { Step } from './steps.ts'
import type { Supervisor } from './supervise.ts'
import { ensureNamespace, type TemporalStore } from './temporal-server.ts'

/** What the project's processes stand on. */
export interface Infrastructure {
  readonly databaseUrl: string
  readonly databaseOwnerUrl: string
  readonly temporalAddress: string
}

const database = 'kakunin'
const roles = { owner: 'kakunin_owner', app: 'kakunin_app', temporal: 'temporal' } as const
const stores = ['temporal', 'temporal_visibility'] as const

/**
 * Postgres with our database and Temporal's two, migrated, and the Temporal server on it; both supervised.
 * @param ownerUrl postgres://… of a Postgres that is there already, for a role that may create roles and databases;
 *   null for one of our own
 */
export async function startInfrastructure({
  dataFolder,
  secrets,
  ports,
  temporal: found,
  namespace,
  ownerUrl,
  supervisor,
  step,
}: {
  dataFolder: string
  secrets: Secrets
  ports: Ports
  temporal: FoundTemporal
  namespace: string
  ownerUrl: string | null
  supervisor: Supervisor
  step: Step
}): Promise<Infrastructure> {
  const logs = join(dataFolder, 'logs')
  const postgres = await step('Postgres 18', async () => {
    const server = ownerUrl
      ? elsewhere(ownerUrl)
      : await supervisor.run({
          name: 'postgres',
          endSignal: 'SIGINT',
          start: () =>
            startPostgres({
              folder: join(dataFolder, 'postgres'),
              port: ports.postgres,
              password: secrets.postgres,
              logFile: join(logs, 'postgres.log'),
            }),
        })
    for (const [kind, name] of Object.entries(roles))
      await ensureRole(server, name, secrets[roleSecret(kind)])
    await ensureDatabase(server, database, roles.owner)
    for (const name of stores) await ensureDatabase(server, name, roles.temporal)
    return server
  })
  const urlOf = (role: string, password: string) => asRole(postgres.url(database), role, password)
  const databaseOwnerUrl = urlOf(roles.owner, secrets.owner)
  await step('migrations', () => migrate({ ownerUrl: databaseOwnerUrl, appRole: roles.app }))

  const address = new URL(postgres.url(database))
  const store: TemporalStore = {
    host: address.hostname,
    port: Number(address.port || 5432),
    user: roles.temporal,
    password: secrets.temporal,
    database: stores[0],
    visibilityDatabase: stores[1],
  }
  const temporalAddress = await step('Temporal', async () => {
    const server = await supervisor.run({
      name: 'temporal',
      endSignal: 'SIGTERM',
      start: () =>
        runTemporal(found, {
          store,
          folder: join(dataFolder, 'temporal'),
          logFile: join(logs, 'temporal.log'),
          port: ports.temporal,
        }),
    })
    await ensureNamespace(server.address, namespace)
    return server.address
  })
  return {
    databaseUrl: urlOf(roles.app, secrets.app),
    databaseOwnerUrl,
    temporalAddress,
  }
}

const roleSecret = (kind: string): 'owner' | 'app' | 'temporal' =>
  kind === 'owner' || kind === 'app' ? kind : 'temporal'

function elsewhere(ownerUrl: string): Pick<Postgres, 'url'> {
  return {
    url(name) {
      const url = new URL(ownerUrl)
      url.pathname = `/${name}`
      return url.href
    },
  }
}

function asRole(url: string, role: string, password: string): string {
  const address = new URL(url)
  address.username = role
  address.password = password
  return address.href
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { msToTs } from '@temporalio/common/lib/time.js'
import { Connection } from '@temporalio/client'
import { z } from 'zod'
import { freeLowPort, freePort } from './ports.ts'
import { writePrivate } from './private-file.ts'
import { stopChild } from './stop-child.ts'

export interface TemporalBinaries {
  readonly server: string
  readonly sql: string
}

export interface TemporalServer {
  readonly address: string
  readonly process: ChildProcess | null
  stop(): Promise<void>
}

/** Where Temporal keeps its two databases. */
export interface TemporalStore {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly visibilityDatabase: string
}

/**
 * Starts the real Temporal server on Postgres with one process for its four services, after bringing its schemas up to
 * date, and waits until it answers. All ports are free ones of 127.0.0.1.
 */
export async function startTemporal({
  binaries,
  store,
  folder,
  logFile,
  port = 0,
}: {
  binaries: TemporalBinaries
  store: TemporalStore
  folder: string
  logFile: string
  port?: number
}): Promise<TemporalServer> {
  updateSchemas(binaries.sql, store)
  mkdirSync(folder, { recursive: true })
  mkdirSync(dirname(logFile), { recursive: true })
  const frontend = await freePort(port)
  const config = join(folder, 'temporal.yaml')
  // JSON is YAML
  writePrivate(
    config,
    JSON.stringify(await serverConfig(store, frontend, portsBefore(config)), null, 1),
  )

  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(binaries.server, ['--config-file', config, '--allow-no-auth', 'start'], {
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const address = `127.0.0.1:${frontend}`
  const stop = () => stopChild(child, 'SIGTERM', 8000)
  try {
    await untilTemporalAnswers(address, child, logFile)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, process: child, stop }
}

/** A namespace with the search attributes of workflows/search-attributes.ts; being there already is fine. */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address })
  try {
    await until(() =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs('30 days'),
      }),
    )
    // Keyword: an opaque value that is compared as a whole
    const keyword = 2
    await until(() =>
      connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: { TenantId: keyword, SessionStatus: keyword, Method: keyword },
      }),
    )
    await until(() => connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }))
  } finally {
    await connection.close()
  }
}

/** Tries until it succeeds or says that it was done before; a new server needs some seconds. */
async function until(work: () => Promise<unknown>): Promise<void> {
  const endMs = Date.now() + 60_000
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      const words = error instanceof Error ? error.message : ''
      if (/already/i.test(words)) return
      if (Date.now() > endMs) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function updateSchemas(sql: string, store: TemporalStore): void {
  const schemas = [
    [store.database, 'postgresql/v12/temporal'],
    [store.visibilityDatabase, 'postgresql/v12/visibility'],
  ] as const
  for (const [database, schema] of schemas) {
    const tool = (...args: string[]) =>
      spawnSync(
        sql,
        `--ep ${store.host} -p ${store.port} -u ${store.user} --pl postgres12 --db ${database}`
          .split(' ')
          .concat(args),
        // not as an argument: other users see those
        { encoding: 'utf8', env: { ...process.env, SQL_PASSWORD: store.password } },
      )
    const update = () => tool('update-schema', '--schema-name', schema)
    // an update finds nothing to go from in an empty database
    if (update().status === 0) continue
    tool('setup-schema', '-v', '0.0')
    const { status, stdout, stderr } = update()
    if (status !== 0)
      throw new Error(`Temporal's schema ${schema} failed: ${stdout}${stderr}`.slice(-1500))
  }
}

const portsSchema = z.object({
  services: z.record(
    z.string(),
    z.object({ rpc: z.object({ grpcPort: z.number(), membershipPort: z.number() }) }),
  ),
})

/** The ports of the last time: the ring of members then knows a restarted server at once. */
function portsBefore(config: string): z.infer<typeof portsSchema>['services'] {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(config, 'utf8'))).services
  } catch {
    // the first start
    return {}
  }
}

async function serverConfig(
  store: TemporalStore,
  frontendPort: number,
  before: z.infer<typeof portsSchema>['services'],
): Promise<object> {
  const sqlStore = (databaseName: string) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${store.host}:${store.port}`,
      connectProtocol: 'tcp',
      user: store.user,
      password: store.password,
      maxConns: 20,
      maxIdleConns: 20,
      maxConnLifetime: '1h',
    },
  })
  const taken = new Set([frontendPort])
  const portOf = async (find: (wished?: number) => Promise<number>, wished?: number) => {
    let port = await find(wished)
    while (taken.has(port)) port = await find()
    taken.add(port)
    return port
  }
  const service = async (name: string, grpcPort?: number) => ({
    rpc: {
      grpcPort: grpcPort ?? (await portOf(freePort, before[name]?.rpc.grpcPort)),
      membershipPort: await portOf(freeLowPort, before[name]?.rpc.membershipPort),
      bindOnLocalHost: true,
    },
  })
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: {
        default: sqlStore(store.database),
        visibility: sqlStore(store.visibilityDatabase),
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: await service('frontend', frontendPort),
      matching: await service('matching'),
      history: await service('history'),
      worker: await service('worker'),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${frontendPort}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  }
}

/** Waits until a server answers; fails when its process ends or a minute is over. */
export async function untilTemporalAnswers(
  address: string,
  child: ChildProcess,
  logFile: string,
): Promise<void> {
  const endMs = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `Temporal ended by itself; its last words: ${readFileSync(logFile, 'utf8').slice(-800)}`,
      )
    }
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1000 })
      await connection.workflowService.getSystemInfo({})
      await connection.close()
      return
    } catch (error) {
      if (Date.now() > endMs)
        throw new Error(`Temporal does not answer; see ${logFile}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

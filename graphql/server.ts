import { lookup } from 'node:dns/promises'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { sql } from 'kysely'
import { pino } from 'pino'
import { createDatabase } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { openMasterKey } from '../db/open-master-key.ts'
import { mindTheRole } from '../db/mind-the-role.ts'
import { openBlobStore } from '../db/open-blob-store.ts'
import { createOidc } from './auth/oidc.ts'
import { createStaffLogins } from './auth/staff-logins.ts'
import { apiConfigurationSchema } from './configuration.ts'
import { streamLimits } from './dependencies.ts'
import { createDoor } from './http/create-door.ts'
import { createMetrics } from './http/metrics.ts'
import { listen } from './http/listen.ts'
import { listenForChanges } from './live-changes.ts'
import { createRateLimits } from './rate-limits.ts'
import { createSealedTokens } from './sealed-tokens.ts'
import { connectTemporal, createStories, queuesWithPrefix } from './stories.ts'

/** The API and both user interfaces, until the process is told to stop. */
const env = apiConfigurationSchema.parse(process.env)
const log = pino({ name: 'api', level: env.LOG_LEVEL })
const clock = () => new Date()

const pool = (maxConnections: number) =>
  createDatabase(env.DATABASE_URL, {
    maxConnections,
    onError: () => log.warn({ code: 'DATABASE_CONNECTION_LOST' }),
  })
const db = pool(env.DATABASE_CONNECTIONS)
const keysDb = pool(2)
await mindTheRole(db)
const keyring = createKeyring({
  db: keysDb,
  provider: await openMasterKey(env),
})
const temporal = await connectTemporal(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE, keyring)
const live = await listenForChanges(env.DATABASE_URL, log)
const metrics = createMetrics()
const limits = createRateLimits(clock)

const publicUrl = env.PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${env.PORT}`
const door = createDoor(
  {
    db,
    keyring,
    store: openBlobStore(env.BLOB_STORE),
    stories: createStories(temporal, queuesWithPrefix(env.TASK_QUEUE_PREFIX)),
    logins: createStaffLogins({
      db,
      secret: env.BETTER_AUTH_SECRET,
      publicUrl,
      guard: { limits, clock },
    }),
    oidc: createOidc({ publicUrl, allowPrivate: env.WEBHOOK_ALLOW_PRIVATE }),
    live,
    tokens: createSealedTokens(env.UPLOAD_TICKET_SECRET, clock),
    limits,
    log,
    clock,
    random: randomBytes,
    publicUrl,
    trustedProxies: env.TRUSTED_PROXIES,
    allowPrivateTargets: env.WEBHOOK_ALLOW_PRIVATE,
    resolveHost: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    streams: streamLimits,
    isReady,
  },
  metrics,
)
const scrape =
  env.METRICS_PORT === undefined
    ? null
    : createServer((_request, response) => {
        void metrics.registry.metrics().then((text) => response.end(text))
      })

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
await listen(door, env.PORT, env.HOST)
if (scrape) await listen(scrape, env.METRICS_PORT ?? 0, env.HOST)
log.info({ code: 'API_READY' })

async function isReady(): Promise<boolean> {
  try {
    await sql`select 1`.execute(db)
    await temporal.connection.withDeadline(Date.now() + 2000, () =>
      temporal.workflowService.getSystemInfo({}),
    )
    return true
  } catch {
    return false
  }
}

/** Requests under way are answered; streams are cut, and their browsers come back elsewhere. */
async function stop(): Promise<void> {
  const closed = new Promise<void>((resolve) => door.close(() => resolve()))
  const cut = setTimeout(() => door.closeAllConnections(), 5000)
  await live.close()
  await closed
  clearTimeout(cut)
  scrape?.close()
  await temporal.connection.close()
  await db.destroy()
  await keysDb.destroy()
}

import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { pino } from 'pino'
import { createDatabase } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { mindTheRole } from '../db/mind-the-role.ts'
import { openMasterKey } from '../db/open-master-key.ts'
import { createTenantCodec } from '../db/temporal-codec.ts'
import { taskQueues } from '../workflows/messages.ts'
import { sandboxConfigurationSchema } from './configuration.ts'
import { createSandboxActivities } from './create-activities.ts'
import { createSpecimenPool } from './specimen-pool.ts'

/** Plays made applicants in sessions of the sandbox, until it is told to stop. */
const env = sandboxConfigurationSchema.parse(process.env)
const log = pino({ name: 'sandbox' })

Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ level }, message)),
})
// the tenants' keys alone: payloads are sealed
const db = createDatabase(env.DATABASE_URL, {
  maxConnections: 2,
  onError: () => log.warn({ code: 'DATABASE_CONNECTION_LOST' }),
})
await mindTheRole(db)
const keyring = createKeyring({ db, provider: await openMasterKey(env) })
const cache = env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
await using specimens = createSpecimenPool(join(cache, 'kakunin', 'specimens'))
const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  dataConverter: {
    payloadCodecs: [createTenantCodec(keyring)],
    failureConverterPath: fileURLToPath(import.meta.resolve('../workflows/failure-converter.cjs')),
  },
  shutdownGraceTime: '10 seconds',
  taskQueue: `${env.TASK_QUEUE_PREFIX}${taskQueues.sandbox}`,
  activities: createSandboxActivities({
    apiUrl: env.API_URL,
    specimens,
    clock: () => new Date(),
  }),
  // a cancellation comes with the answer to a heartbeat
  maxHeartbeatThrottleInterval: '1 second',
  maxConcurrentActivityTaskExecutions: 2,
})

log.info({ code: 'WORKER_READY', queues: [taskQueues.sandbox] })
try {
  await worker.run()
} finally {
  await connection.close()
  await db.destroy()
}

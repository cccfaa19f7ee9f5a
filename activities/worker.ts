import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker'
import { pino } from 'pino'
import { createDatabase } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { openMasterKey } from '../db/open-master-key.ts'
import { mindTheRole } from '../db/mind-the-role.ts'
import { openBlobStore } from '../db/open-blob-store.ts'
import { createTenantCodec } from '../db/temporal-codec.ts'
import { modelsCacheDir } from '../models/model-folders.ts'
import { workerConfigurationSchema } from './configuration.ts'
import {
  createBatchActivities,
  createCaseActivities,
  createIoActivities,
  visionActivities,
} from './create-activities.ts'
import { createReplayer } from './replayer.ts'
import { createVisionPool } from './vision-pool.ts'

/** One process that serves some of the task queues, until it is told to stop; what it was doing is then taken up by others. */
const env = workerConfigurationSchema.parse(process.env)
const log = pino({ name: 'worker' })

Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ level }, message)),
  ...(env.METRICS_PORT === undefined
    ? {}
    : {
        telemetryOptions: {
          metrics: { prometheus: { bindAddress: `0.0.0.0:${env.METRICS_PORT}` } },
        },
      }),
})

const pool = (maxConnections: number) =>
  createDatabase(env.DATABASE_URL, {
    maxConnections,
    onError: () => log.warn({ code: 'DATABASE_CONNECTION_LOST' }),
  })
const db = pool(10)
const keysDb = pool(2)
await mindTheRole(db)
const keyring = createKeyring({
  db: keysDb,
  provider: await openMasterKey(env),
})
const dependencies = { db, keyring, store: openBlobStore(env.BLOB_STORE), clock: () => new Date() }

const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS })
const shared = {
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  dataConverter: {
    payloadCodecs: [createTenantCodec(keyring)],
    failureConverterPath: fileURLToPath(import.meta.resolve('../workflows/failure-converter.cjs')),
  },
  shutdownGraceTime: '10 seconds',
} satisfies Partial<WorkerOptions>
const story = {
  workflowsPath: fileURLToPath(import.meta.resolve('../workflows/index.ts')),
  failureConverterPath: shared.dataConverter.failureConverterPath,
}
const queue = (name: string) => `${env.TASK_QUEUE_PREFIX}${name}`

const threads = env.VISION_THREADS ?? availableParallelism()
await using vision = env.TASK_QUEUES.includes('vision')
  ? createVisionPool({
      threads,
      modelsDir: env.MODELS_DIR ?? null,
      cacheDir: modelsCacheDir(env.XDG_CACHE_HOME),
      npmOnly: env.NPM_MODELS_ONLY,
    })
  : null

const workers: Worker[] = []
if (env.TASK_QUEUES.includes('cases')) {
  workers.push(
    await Worker.create({
      ...shared,
      taskQueue: queue('cases'),
      workflowsPath: story.workflowsPath,
      activities: createCaseActivities(dependencies),
      maxCachedWorkflows: 1000,
    }),
  )
}
if (env.TASK_QUEUES.includes('io')) {
  workers.push(
    await Worker.create({
      ...shared,
      taskQueue: queue('io'),
      activities: createIoActivities({
        ...dependencies,
        allowPrivateTargets: env.WEBHOOK_ALLOW_PRIVATE,
        webhookTimeoutMs: env.WEBHOOK_TIMEOUT_MS,
        replayer: createReplayer({ ...shared, bundle: () => bundleWorkflowCode(story) }),
      }),
      maxConcurrentActivityTaskExecutions: 50,
    }),
  )
}
if (env.TASK_QUEUES.includes('batch')) {
  workers.push(
    await Worker.create({
      ...shared,
      taskQueue: queue('batch'),
      activities: createBatchActivities(dependencies),
      maxHeartbeatThrottleInterval: '1 second',
      // one after the other: they fill a core each, and nobody waits for them as for a case
      maxConcurrentActivityTaskExecutions: 1,
    }),
  )
}
if (vision) {
  workers.push(
    await Worker.create({
      ...shared,
      taskQueue: queue('vision'),
      activities: visionActivities({ ...dependencies, vision }),
      // a cancellation comes with the answer to a heartbeat
      maxHeartbeatThrottleInterval: '1 second',
      maxConcurrentActivityTaskExecutions: threads,
    }),
  )
}

log.info({ code: 'WORKER_READY', queues: env.TASK_QUEUES })
try {
  await Promise.all(workers.map((worker) => worker.run()))
} finally {
  await connection.close()
  await db.destroy()
  await keysDb.destroy()
}

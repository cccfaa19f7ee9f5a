import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker'
import { inject } from 'vitest'
import {
  createCaseActivities,
  createIoActivities,
  visionActivities,
} from '../../activities/create-activities.ts'
import type { TestDatabase } from './database.ts'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import type { VisionPool } from '../../activities/vision-pool.ts'
import { taskQueues, type TaskQueue } from '../../workflows/messages.ts'

export interface TestTemporal extends AsyncDisposable {
  readonly client: Client
  readonly queues: Readonly<Record<TaskQueue, string>>
  readonly address: string
  readonly namespace: string
}

const failureConverterPath = fileURLToPath(
  import.meta.resolve('../../workflows/failure-converter.cjs'),
)
// a run's output is its tests, not the comings and goings of workers
const logger = new DefaultLogger('WARN')
Runtime.install({ logger })

let bundle: Promise<WorkflowBundleWithSourceMap> | null = null

/** The workflows as they are now, bundled as a worker bundles them. */
export const bundleStory = (
  entry = import.meta.resolve('../../workflows/index.ts'),
): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({ workflowsPath: fileURLToPath(entry), failureConverterPath, logger })

/**
 * Workers of all three queues on the run's real server, under queue names of their own. `vision` says what is seen, so
 * that a test of the story needs no pictures; everything else is the product's own.
 */
export async function startTestWorkers(
  { db, keyring, store }: TestDatabase,
  vision: VisionPool,
  {
    address = inject('temporalAddress'),
    payloadCodecs = [createTenantCodec(keyring)],
  }: { address?: string; payloadCodecs?: PayloadCodec[] } = {},
): Promise<TestTemporal> {
  const namespace = 'kakunin'
  const prefix = `${randomBytes(4).toString('hex')}-`
  const queues = {
    cases: `${prefix}${taskQueues.cases}`,
    io: `${prefix}${taskQueues.io}`,
    vision: `${prefix}${taskQueues.vision}`,
  }
  const dataConverter = { payloadCodecs, failureConverterPath }
  const dependencies = { db, keyring, store, clock: () => new Date() }
  bundle ??= bundleStory()
  const connection = await NativeConnection.connect({ address })
  const shared = { connection, namespace, dataConverter }
  const workers = [
    await Worker.create({
      ...shared,
      taskQueue: queues.cases,
      workflowBundle: await bundle,
      activities: createCaseActivities(dependencies),
    }),
    await Worker.create({
      ...shared,
      taskQueue: queues.io,
      activities: createIoActivities({
        ...dependencies,
        allowPrivateTargets: true,
        webhookTimeoutMs: 1000,
      }),
    }),
    await Worker.create({
      ...shared,
      taskQueue: queues.vision,
      activities: visionActivities({ ...dependencies, vision }),
      // a cancellation comes with the answer to a heartbeat
      maxHeartbeatThrottleInterval: '1 second',
    }),
  ]
  const running = Promise.all(workers.map((worker) => worker.run()))
  const clientConnection = await Connection.connect({ address })
  return {
    client: new Client({ connection: clientConnection, namespace, dataConverter }),
    queues,
    address,
    namespace,
    async [Symbol.asyncDispose]() {
      for (const worker of workers) worker.shutdown()
      await running
      await clientConnection.close()
      await connection.close()
    },
  }
}

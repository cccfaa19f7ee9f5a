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
  createBatchActivities,
  createCaseActivities,
  createIoActivities,
  visionActivities,
} from '../../activities/create-activities.ts'
import { createReplayer } from '../../activities/replayer.ts'
import type { TestDatabase } from './database.ts'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import type { VisionPool } from '../../activities/vision-pool.ts'
import { taskQueues, type TaskQueue } from '../../workflows/messages.ts'

export interface TestTemporal extends AsyncDisposable {
  readonly client: Client
  readonly queues: Readonly<Record<TaskQueue, string>>
  /** Of the queues' names. */
  readonly prefix: string
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
    serves = ['cases', 'io', 'vision', 'batch'],
    clock = () => new Date(),
  }: {
    address?: string
    payloadCodecs?: PayloadCodec[]
    /** The queues served here; the others are somebody else's. */
    serves?: readonly Exclude<TaskQueue, 'sandbox'>[]
    /** Of the activities; a workflow's time is the server's. */
    clock?: () => Date
  } = {},
): Promise<TestTemporal> {
  const namespace = 'kakunin'
  const prefix = `${randomBytes(4).toString('hex')}-`
  const queues = {
    cases: `${prefix}${taskQueues.cases}`,
    io: `${prefix}${taskQueues.io}`,
    vision: `${prefix}${taskQueues.vision}`,
    batch: `${prefix}${taskQueues.batch}`,
    sandbox: `${prefix}${taskQueues.sandbox}`,
  }
  const dataConverter = { payloadCodecs, failureConverterPath }
  const dependencies = { db, keyring, store, clock }
  const connection = await NativeConnection.connect({ address })
  const shared = { connection, namespace, dataConverter }
  const create: Record<Exclude<TaskQueue, 'sandbox'>, () => Promise<Worker>> = {
    cases: async () =>
      Worker.create({
        ...shared,
        taskQueue: queues.cases,
        workflowBundle: await (bundle ??= bundleStory()),
        activities: createCaseActivities(dependencies),
      }),
    io: () =>
      Worker.create({
        ...shared,
        taskQueue: queues.io,
        activities: createIoActivities({
          ...dependencies,
          allowPrivateTargets: true,
          webhookTimeoutMs: 1000,
          replayer: createReplayer({ ...shared, bundle: () => (bundle ??= bundleStory()) }),
        }),
      }),
    vision: () =>
      Worker.create({
        ...shared,
        taskQueue: queues.vision,
        activities: visionActivities({ ...dependencies, vision }),
      }),
    batch: () =>
      Worker.create({
        ...shared,
        taskQueue: queues.batch,
        activities: createBatchActivities(dependencies),
      }),
  }
  const workers: Worker[] = []
  for (const queue of serves) workers.push(await create[queue]())
  const running = Promise.all(workers.map((worker) => worker.run()))
  const clientConnection = await Connection.connect({ address })
  return {
    client: new Client({ connection: clientConnection, namespace, dataConverter }),
    queues,
    prefix,
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

import {
  ActivityCancellationType,
  type ActivityOptions,
  allHandlersFinished,
  ApplicationFailure,
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow'
import type { BatchActivities, IoActivities } from './activity-types.ts'
import { exportDiscarded, type ProduceExportInput } from './messages.ts'
import { hopeless } from './proxies.ts'

type End = 'FAILED' | 'CANCELLED' | 'EXPIRED'

/** Makes a file, keeps it for its time, and erases it; whoever discards it before is obeyed at once. */
export async function produceExport(input: ProduceExportInput): Promise<End> {
  const { tenantId, exportId, kind, queues } = input
  const place = { tenantId, exportId }
  const options = {
    startToCloseTimeout: '12 hours',
    heartbeatTimeout: '30 seconds',
    // what is erased must not be written at the same time
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: {
      initialInterval: '1 second',
      maximumInterval: '1 minute',
      maximumAttempts: 10,
      nonRetryableErrorTypes: [...hopeless],
    },
  } satisfies Partial<ActivityOptions>
  const io = proxyActivities<IoActivities>({ ...options, taskQueue: queues.io })
  const batch = proxyActivities<BatchActivities>({ ...options, taskQueue: queues.batch })
  /** What makes a file of each kind. */
  const makers = { SESSIONS_CSV: batch.writeSessionsCsv, EVIDENCE_PACKAGE: io.packEvidence }

  const work = new CancellationScope()
  let discarded = false
  let over = false
  setHandler(exportDiscarded, async () => {
    discarded = true
    work.cancel()
    await condition(() => over)
    return {}
  })

  let end: End = 'EXPIRED'
  let failureCode: string | null = null
  try {
    await work.run(async () => {
      const { lifeMs } = await makers[kind](place)
      await condition(() => discarded, Math.max(1, lifeMs))
    })
  } catch (error) {
    if (isCancellation(error)) discarded = true
    else {
      end = 'FAILED'
      failureCode = codeOf(error)
    }
  }
  if (discarded) end = 'CANCELLED'
  await CancellationScope.nonCancellable(() =>
    io.eraseExport({ ...place, status: end, failureCode }),
  )
  over = true
  await condition(allHandlersFinished)
  return end
}

const codeOf = (error: unknown): string =>
  error instanceof ActivityFailure && error.cause instanceof ApplicationFailure
    ? (error.cause.type ?? 'UNEXPECTED')
    : 'UNEXPECTED'

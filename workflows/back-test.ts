import { CancellationScope, continueAsNew, isCancellation } from '@temporalio/workflow'
import { codeOfFailure } from './failure-code.ts'
import type { BackTestInput } from './messages.ts'
import { batch, cases } from './proxies.ts'

/**
 * Tries a version of a check profile on past sessions, slice by slice, until the row says that it is over. A cancellation ends
 * it at once: what was counted until then stays, marked as a part.
 */
export async function backTest(input: BackTestInput): Promise<void> {
  const { tenantId, backTestId, pace } = input
  const { runBackTest } = batch(input.queues)
  try {
    for (let slice = 0; slice < pace.slicesPerRun; slice += 1) {
      const { over } = await runBackTest({
        tenantId,
        backTestId,
        pageSize: pace.pageSize,
        pages: pace.pagesPerSlice,
      })
      if (over) return
    }
  } catch (error) {
    const cancelled = isCancellation(error)
    await CancellationScope.nonCancellable(() =>
      cases.endBackTest({
        tenantId,
        backTestId,
        status: cancelled ? 'CANCELLED' : 'FAILED',
        failureCode: cancelled ? null : codeOfFailure(error),
      }),
    )
    return
  }
  // history stays small, however many sessions there are
  await continueAsNew<typeof backTest>(input)
}

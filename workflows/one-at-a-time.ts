import { CancellationScope, condition } from '@temporalio/workflow'

/**
 * Runs changes one after another: handlers await the database, and the next must see what the last one made. Once begun each
 * comes to its end, though the workflow be cancelled meanwhile: a write that is given up may have been made.
 */
export function createOneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let isBusy = false
  return async (work) => {
    while (isBusy) await condition(() => !isBusy)
    isBusy = true
    try {
      return await CancellationScope.nonCancellable(work)
    } finally {
      isBusy = false
    }
  }
}

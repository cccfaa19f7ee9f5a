import { activityInfo, heartbeat } from '@temporalio/activity'

/** Runs long work with a heartbeat every second, so that a worker that dies is noticed. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const { attempt } = activityInfo()
  const beat = setInterval(() => heartbeat(attempt), 1000)
  try {
    return await work()
  } finally {
    clearInterval(beat)
  }
}

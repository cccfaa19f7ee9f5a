import { activityInfo, Context, heartbeat } from '@temporalio/activity'

/** Runs long work with a heartbeat every second, and stops it when the activity is cancelled. */
export async function patiently<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(activityInfo().attempt), 1000)
  try {
    return await work(Context.current().cancellationSignal)
  } finally {
    clearInterval(beat)
  }
}

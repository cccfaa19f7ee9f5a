/** The value below which this share (0…1) of the sample lies; nearest rank. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return (
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ??
    Number.NaN
  )
}

export const median = (sample: readonly number[]): number => percentile(sample, 0.5)

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** Runs every job with at most `width` at once; answers how long each took, in ms. */
export async function inFlight(
  width: number,
  jobs: readonly (() => Promise<unknown>)[],
): Promise<number[]> {
  const waiting = [...jobs.entries()]
  const tookMs: number[] = []
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const startMs = performance.now()
        await next[1]()
        tookMs[next[0]] = performance.now() - startMs
      }
    }),
  )
  return tookMs
}

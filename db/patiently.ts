import { isDomainError } from '../domain/errors.ts'

/** Tries again, ever more slowly, while the database does not answer. What is wrong for good (a DomainError) is said at once. */
export async function patiently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const endMs = performance.now() + patienceMs
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, 3000)) {
    try {
      return await work()
    } catch (error) {
      if (isDomainError(error) || performance.now() + pauseMs > endMs) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

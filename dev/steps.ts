/** Runs a named step and prints one line when it is done. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/**
 * One line a step, with its time. A step that takes long says every few seconds that it is still at it.
 * @param nowMs a clock in ms
 */
export function createSteps(
  say: (line: string) => void,
  nowMs: () => number = () => performance.now(),
  stillMs = 10_000,
): Step {
  return async (name, work) => {
    const startMs = nowMs()
    const seconds = () => (nowMs() - startMs) / 1000
    const still = setInterval(() => say(`  … ${name}: ${seconds().toFixed(0)} s`), stillMs)
    try {
      const result = await work()
      say(`  ${name.padEnd(46, ' ')} ${seconds().toFixed(1).padStart(6)} s`)
      return result
    } catch (error) {
      say(`  ${name.padEnd(46, ' ')} failed after ${seconds().toFixed(1)} s`)
      throw error
    } finally {
      clearInterval(still)
    }
  }
}

import { z } from 'zod'

export interface TestCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The tests did not come as far as a report: that is one failure. */
export const noReport: TestCount = { passed: 0, failed: 1, skipped: 0 }

const reportSchema = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/**
 * Counts from vitest's JSON report. A file that failed outside its tests (it does not load, a hook throws) counts as a
 * failure, and so does an exit code that no failed test explains (an unhandled rejection, say).
 */
export function countTests(report: unknown, exitCode: number): TestCount {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    reportSchema.parse(report)
  const brokenFiles = testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = numFailedTests + brokenFiles
  return {
    passed: numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  }
}

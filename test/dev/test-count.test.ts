import { expect, test } from 'vitest'
import { countTests } from '../../dev/test-count.ts'

const report = (files: readonly (readonly string[] | 'broken')[]) => {
  const statuses = files.flatMap((file) => (file === 'broken' ? [] : file))
  const count = (status: string) => statuses.filter((each) => each === status).length
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    testResults: files.map((file) =>
      file === 'broken'
        ? { status: 'failed', assertionResults: [] }
        : {
            status: file.includes('failed') ? 'failed' : 'passed',
            assertionResults: file.map((status) => ({ status })),
          },
    ),
  }
}

test('passed and failed tests are counted as they are', () => {
  expect(
    countTests(
      report([
        ['passed', 'failed'],
        ['passed', 'pending', 'todo'],
      ]),
      1,
    ),
  ).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
  })
})

test('a file that does not load is a failure', () => {
  expect(countTests(report([['passed'], 'broken']), 1)).toMatchObject({ passed: 1, failed: 1 })
})

test('an exit code that no test explains is a failure', () => {
  expect(countTests(report([['passed']]), 1)).toMatchObject({ passed: 1, failed: 1 })
  expect(countTests(report([['passed']]), 0)).toMatchObject({ passed: 1, failed: 0 })
})

test('a report of another shape is refused, not counted as nothing failed', () => {
  expect(() => countTests({}, 0)).toThrow()
})

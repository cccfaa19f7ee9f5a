import { expect, test } from 'vitest'
import { wilsonInterval } from '../../domain/wilson.ts'

test.each([
  // R 4.5, prop.test(hits, cases, correct = FALSE)$conf.int
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [5, 50, 0.0435, 0.2136],
  [1, 100, 0.0018, 0.0545],
])('%i of %i lie between %f and %f', (hits, cases, low, high) => {
  const interval = wilsonInterval(hits, cases, 1.96)
  expect(interval.low).toBeCloseTo(low, 3)
  expect(interval.high).toBeCloseTo(high, 3)
})

import { expect, test } from 'vitest'
import { addedUp } from '../../admin-ui/analytics/pareto.ts'
import { forecastQueue, hourlyRates } from '../../admin-ui/analytics/forecast.ts'
import { askedOf } from '../../admin-ui/analytics/scope-of.ts'

// a Monday, 9:00 in Japan
const nowMs = Date.parse('2026-11-23T00:00:00Z')
const weekMs = 7 * 86_400_000
const quiet = hourlyRates([], weekMs)

test('a queue to which nothing comes is emptied by the pace of those at work', () => {
  const { emptyAtMs, longestWaitMs, points } = forecastQueue({
    waiting: 30,
    rates: quiet,
    reviewers: 2,
    typicalMs: 240_000,
    nowMs,
  })
  // two people finish 30 cases an hour
  expect(emptyAtMs).toBe(nowMs + 3_600_000)
  expect(longestWaitMs).toBe(3_600_000)
  expect(points).toHaveLength(24)
  expect(points.at(-1)?.waiting).toBe(0)
})

test('more cases than hands: the queue grows by the difference, and is not emptied', () => {
  const rates = hourlyRates(
    Array.from({ length: 168 }, (_, i) => ({
      weekday: Math.floor(i / 24) + 1,
      hour: i % 24,
      cases: 20,
    })),
    weekMs,
  )
  const { emptyAtMs, points } = forecastQueue({
    waiting: 5,
    rates,
    reviewers: 1,
    typicalMs: 360_000,
    nowMs,
  })
  expect(emptyAtMs).toBeNull()
  expect(points.at(-1)?.waiting).toBe(5 + 24 * (20 - 10))
})

test('the rate of an hour is that hour’s share of the weeks counted, in Japan’s week', () => {
  const rates = hourlyRates([{ weekday: 1, hour: 9, cases: 8 }], 4 * weekMs)
  expect(rates[9]).toBe(2)
  const { points } = forecastQueue({ waiting: 0, rates, reviewers: 1, typicalMs: 60_000, nowMs })
  expect(points[0]?.arrivals).toBe(2)
  expect(points[1]?.arrivals).toBe(0)
})

test('an empty queue is empty now', () => {
  expect(
    forecastQueue({ waiting: 0, rates: quiet, reviewers: 1, typicalMs: 60_000, nowMs }).emptyAtMs,
  ).toBe(nowMs)
})

test('shares add up to all', () => {
  expect(addedUp([6, 3, 1], (count) => count).map(({ together }) => together)).toEqual([
    0.6, 0.9, 1,
  ])
  expect(addedUp([0], (count) => count)[0]?.together).toBe(0)
})

test('an address that nobody made falls back to what is known', () => {
  const asked = askedOf(new URLSearchParams('days=-1&device=__proto__&tab=x&by=toString'), nowMs)
  expect(asked).toMatchObject({ days: 30, tab: 'capture', dimension: 'DEVICE' })
  expect(asked.scope).not.toHaveProperty('deviceKind')
  expect(asked.scope.to).toBe('2026-11-23T00:00:00.000Z')
})

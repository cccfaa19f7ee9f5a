import { describe, expect, test } from 'vitest'
import {
  evidenceAbove,
  readGuards,
  splitGuardsSchema,
  stopEvidence,
} from '../../domain/split-test.ts'

/** mulberry32: the same cases at every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Share of runs that stop when they are looked at after each of so many cases. */
function stopped(
  truth: number,
  { runs, cases }: { runs: number; cases: number },
  stops: (hits: number, cases: number) => boolean,
): number {
  let count = 0
  for (let run = 1; run <= runs; run += 1) {
    const draw = chance(run)
    let hits = 0
    for (let n = 1; n <= cases; n += 1) {
      if (draw() < truth) hits += 1
      if (stops(hits, n)) {
        count += 1
        break
      }
    }
  }
  return count / runs
}

const limit = 0.2
const often = { runs: 300, cases: 400 }

describe('a guard rail that is looked at after every case', () => {
  test('stops a challenger at its limit no more often than it says, where a bound of fixed size would', () => {
    // one in twenty is allowed; three standard errors of 300 runs on top
    expect(stopped(limit, often, (hits, n) => evidenceAbove(limit, hits, n) >= 20)).toBeLessThan(
      0.05 + 3 * Math.sqrt((0.05 * 0.95) / often.runs),
    )
    const oneSided = (hits: number, n: number) =>
      n >= 20 && (hits / n - limit) / Math.sqrt((limit * (1 - limit)) / n) > 1.645
    expect(stopped(limit, often, oneSided)).toBeGreaterThan(0.2)
  })

  test('stops one that goes well beyond it', () => {
    const stops = (hits: number, n: number) => evidenceAbove(limit, hits, n) >= stopEvidence
    expect(stopped(0.4, { runs: 200, cases: 200 }, stops)).toBeGreaterThan(0.99)
    expect(stopped(0.1, { runs: 200, cases: 400 }, stops)).toBe(0)
  })
})

test('evidence begins at one, and stays a number for very many cases', () => {
  expect(evidenceAbove(0.3, 0, 0)).toBe(1)
  expect(evidenceAbove(0.3, 1_000_000, 1_000_000)).toBe(Number.MAX_VALUE)
  expect(evidenceAbove(0.3, 0, 1_000_000)).toBeGreaterThanOrEqual(0)
})

test('a guard rail says nothing before it has its cases, and one that is not set nothing at all', () => {
  const guards = splitGuardsSchema.parse({
    mostAutoApprove: 0.1,
    mostHumanReview: null,
    mostOverturn: 0.5,
    leastCases: 30,
  })
  const counts = { decided: 29, approved: 29, reviewed: 29, judged: 0, overturned: 0 }
  expect(readGuards(guards, counts).map(({ reason, broken }) => [reason, broken])).toEqual([
    ['AUTO_APPROVE', false],
    ['OVERTURN', false],
  ])
  const more = { ...counts, decided: 30, approved: 30 }
  expect(readGuards(guards, more)[0]).toMatchObject({ broken: true, cases: 30, hits: 30 })
})

import { wilsonInterval, type Interval } from '../domain/wilson.ts'
import { fitTo } from './back-test-facts.ts'
import type { PastAttempt } from './back-test.ts'
import { compileTells } from './back-test-told.ts'
import { compileDecider } from './decide-many.ts'
import type { CheckProfile } from './profile-schema.ts'
import { thresholdTable, type Thresholds } from './thresholds.ts'

export type ThresholdName = keyof Thresholds
export type ThresholdValue = number | string

/** With fewer judged cases a value is given no error. */
export const leastJudged = 50

/** 95 % for all values of a curve at once: two-sided, shared among 22 of them (Bonferroni). */
const z = 3.05

/** What would come of one value of a threshold. */
export interface AdvicePoint {
  readonly value: ThresholdValue
  readonly isCurrent: boolean
  /** Of the recent attempts: those whose decision can be told under this value. */
  readonly attempts: number
  readonly approved: number
  /** Of the attempts that a person decided: those that would be approved without one. */
  readonly judged: number
  /** Of these: what the person did not approve. */
  readonly errors: number
  /** Null: fewer than `leastJudged`. */
  readonly error: Interval | null
}

/** Thresholds that can be advised on: a number or a level of a check that is on. */
export const advisable = ({ checks, thresholds }: CheckProfile): readonly ThresholdName[] =>
  thresholdNames.filter((name) => {
    const { check, kind } = thresholdTable[name]
    return kind !== 'FLAG' && checks[check].on && thresholds[name] !== null
  })

export const thresholdNames = Object.keys(thresholdTable).filter(
  (name): name is ThresholdName => name in thresholdTable,
)

/** The values that are tried, the present one among them. */
export function triedValues(
  { thresholds }: CheckProfile,
  name: ThresholdName,
): readonly ThresholdValue[] {
  const row = thresholdTable[name]
  if (row.kind === 'ENUM') return Object.keys(row.values)
  const current = thresholds[name]
  if (row.kind !== 'NUMBER' || typeof current !== 'number') return []
  const grid = row.unit === 'days' ? days : row.unit === 'years' ? years : shares
  return [...new Set([...grid, current])].toSorted((a, b) => a - b)
}
const shares = Array.from({ length: 21 }, (_, i) => Math.round(i * 5) / 100)
const days = [0, 7, 14, 30, 60, 90, 120, 180, 270, 365, 730]
const years = [12, 13, 15, 16, 17, 18, 19, 20, 21, 23, 25, 30, 40, 50, 60, 65, 70]

export interface Curve {
  /** An attempt of late, for the share that is approved without a person. */
  readonly addRecent: (past: PastAttempt) => void
  /** An attempt that a person decided, for the error; others say nothing of it. */
  readonly addJudged: (past: PastAttempt) => void
  readonly points: () => readonly AdvicePoint[]
}

/**
 * Auto-approve share against expected error for each value of one threshold, all else as it is. An error is what would be
 * approved without a person and was not approved by the person who decided it; what was approved without one then has nobody who
 * could say, and counts for the share alone. The interval is Wilson's, holding for all values of the curve together in 95 %.
 */
export function createCurve(profile: CheckProfile, name: ThresholdName): Curve {
  const { check } = thresholdTable[name]
  const decide = compileDecider(profile)
  const tells = compileTells(profile)
  const values = triedValues(profile, name).map((value) => ({
    value,
    fit: fitTo(withThreshold(profile, name, value)),
    counts: { attempts: 0, approved: 0, judged: 0, errors: 0 },
  }))

  /** Null where it can't be told. Most values lead a check to the same result: each is decided once. */
  function approvals(past: PastAttempt): readonly (boolean | null)[] {
    const known = new Map<string, boolean | null>()
    return values.map(({ fit }) => {
      const fitted = fit(past)
      const result = fitted.results.find(({ key }) => key === check)
      const place = JSON.stringify(result ?? null)
      const before = known.get(place)
      if (before !== undefined) return before
      const decision = decide(fitted.results)
      const approves = tells(fitted, decision) ? decision.effect.kind === 'APPROVE' : null
      known.set(place, approves)
      return approves
    })
  }

  return {
    addRecent(past) {
      approvals(past).forEach((approves, i) => {
        const counts = values[i]?.counts
        if (!counts || approves === null) return
        counts.attempts += 1
        if (approves) counts.approved += 1
      })
    },
    addJudged(past) {
      if (past.human === null) return
      approvals(past).forEach((approves, i) => {
        const counts = values[i]?.counts
        if (!counts || approves !== true) return
        counts.judged += 1
        if (past.human !== 'APPROVE') counts.errors += 1
      })
    },
    points: () =>
      values.map(({ value, counts }) => ({
        value,
        isCurrent: value === profile.thresholds[name],
        ...counts,
        error: counts.judged < leastJudged ? null : wilsonInterval(counts.errors, counts.judged, z),
      })),
  }
}

/** The same profile with one threshold at another value. */
export const withThreshold = (
  profile: CheckProfile,
  name: ThresholdName,
  value: ThresholdValue,
): CheckProfile => ({ ...profile, thresholds: { ...profile.thresholds, [name]: value } })

/**
 * Of the values whose error is at most so much even at the upper end of its interval, the one that approves the most without a
 * person; of equals the present one, else the first. Null: no value is known to be that good.
 * @param mostError 0…1
 */
export function advisedPoint<Point extends AdvicePoint>(
  points: readonly Point[],
  mostError: number,
): Point | null {
  const shareOf = ({ approved, attempts }: Point) => (attempts > 0 ? approved / attempts : 0)
  const [best] = points
    .filter(({ error }) => error !== null && error.high <= mostError)
    .toSorted((a, b) => shareOf(b) - shareOf(a) || Number(b.isCurrent) - Number(a.isCurrent))
  return best ?? null
}

import { has, type Bits } from './bits.ts'
import { countKinds, status, type CountKind } from './space.ts'

/** Of each number of checks, the values that will do; null: any. */
export type Wanted = Readonly<Record<CountKind, Bits | null>>

/** A set of the numbers that a check may count to: bits by their place in `countKinds`. */
export type Kinds = number

/** How many checks count to each kind, in the order of `countKinds`. */
export type Numbers = readonly number[]

/** By each set of kinds, how many checks can count to no other. */
export type Bound = readonly number[]

export function boundOf(checks: readonly Kinds[]): number[] {
  const bound = sets.map(() => 0)
  for (const kinds of checks) {
    for (const set of sets) if ((kinds & ~set) === 0) bound[set] = (bound[set] ?? 0) + 1
  }
  return bound
}

/** Takes a check with these kinds out of the bound. */
export function release(bound: number[], kinds: Kinds): void {
  for (const set of sets) if ((kinds & ~set) === 0) bound[set] = (bound[set] ?? 0) - 1
}

/**
 * Have all checks room in these numbers? By Hall's theorem: as many as can only count to some kinds must find room in these. So
 * the work does not grow with the ways to share out.
 */
export function hasRoom(numbers: Numbers, bound: Bound): boolean {
  const [passed = 0, failed = 0, uncertain = 0, skipped = 0] = numbers
  for (const set of sets) {
    const room =
      ((set & 1) === 0 ? 0 : passed) +
      ((set & 2) === 0 ? 0 : failed) +
      ((set & 4) === 0 ? 0 : uncertain) +
      ((set & 8) === 0 ? 0 : skipped)
    if (room < (bound[set] ?? 0)) return false
  }
  return true
}

/** Numbers that are wanted and have room for all checks, those with the fewest records first. @param leastOpen checks that fail or are uncertain */
export function firstNumbers(
  checks: number,
  wanted: Wanted,
  bound: Bound,
  leastOpen: number,
): Numbers | null {
  // one kind alone: those that can count to nothing else, up to all that can count to it
  const least = countKinds.map((_kind, place) => bound[1 << place] ?? 0)
  const most = countKinds.map((_kind, place) => checks - (bound[every & ~(1 << place)] ?? 0))
  const [leastPassed = 0, leastFailed = 0, leastUncertain = 0, leastSkipped = 0] = least
  const [mostPassed = 0, mostFailed = 0, mostUncertain = 0, mostSkipped = 0] = most
  for (let uncertain = mostUncertain; uncertain >= leastUncertain; uncertain -= 1) {
    if (!fits(wanted.uncertain, uncertain)) continue
    for (let skipped = mostSkipped; skipped >= leastSkipped; skipped -= 1) {
      if (!fits(wanted.skipped, skipped)) continue
      const others = checks - uncertain - skipped
      const last = Math.max(leastPassed, others - mostFailed)
      for (let passed = Math.min(mostPassed, others - leastFailed); passed >= last; passed -= 1) {
        const failed = others - passed
        if (failed + uncertain < leastOpen) continue
        if (!fits(wanted.passed, passed) || !fits(wanted.failed, failed)) continue
        const numbers = [passed, failed, uncertain, skipped]
        if (hasRoom(numbers, bound)) return numbers
      }
    }
  }
  return null
}

const fits = (domain: Bits | null, number: number): boolean => !domain || has(domain, number)

/** The kind that a status counts to, by its place: without a record a check counts as uncertain. */
export const kindOf = (said: number): number => kindByStatus[said] ?? 0

/** The kinds that a set of statuses may count to. */
export const kindsOf = (statusBits: number): Kinds => kindsOfStatuses[statusBits] ?? 0

const kindByStatus: readonly number[] = [
  [status.PASS, 'passed'] as const,
  [status.FAIL, 'failed'] as const,
  [status.UNCERTAIN, 'uncertain'] as const,
  [status.NONE, 'uncertain'] as const,
  [status.SKIPPED, 'skipped'] as const,
]
  .toSorted(([a], [b]) => a - b)
  .map(([, kind]) => countKinds.indexOf(kind))

const kindsOfStatuses: readonly Kinds[] = Array.from(
  { length: 1 << kindByStatus.length },
  (_, bits) =>
    kindByStatus.reduce(
      (set, kind, said) => ((bits & (1 << said)) === 0 ? set : set | (1 << kind)),
      0,
    ),
)

const every: Kinds = (1 << countKinds.length) - 1
const sets: readonly Kinds[] = Array.from({ length: every + 1 }, (_, set) => set)

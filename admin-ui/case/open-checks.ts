import { checkKeys } from '../../domain/check.ts'

interface CheckSeen {
  readonly key: string
  readonly outcome: string
}

const urgency: Readonly<Record<string, number>> = { FAIL: 0, UNCERTAIN: 1, PASS: 2, SKIPPED: 3 }
const places: readonly string[] = checkKeys

/** What must be looked at first: failed, uncertain, then the rest; each in the order of the checks. */
export const byUrgency = <Check extends CheckSeen>(checks: readonly Check[]): readonly Check[] =>
  checks.toSorted(
    (a, b) =>
      (urgency[a.outcome] ?? 1) - (urgency[b.outcome] ?? 1) ||
      places.indexOf(a.key) - places.indexOf(b.key),
  )

export const isOpen = ({ outcome }: CheckSeen): boolean =>
  outcome === 'FAIL' || outcome === 'UNCERTAIN'

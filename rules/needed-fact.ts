import type { CheckKey, CheckResult } from '../domain/check.ts'
import type { Thresholds } from './thresholds.ts'

/** A number of a check that fell short of what the profile asks. */
export interface NeededFact {
  /** Its name in the check (`CHECK.name` is the fact). */
  readonly name: string
  readonly seen: number
  readonly needed: number
}

/** The number by which a check fell short, where one number alone made it so; null: otherwise. */
export function neededFact(thresholds: Thresholds, result: CheckResult): NeededFact | null {
  const found = byCheck[result.key]?.(result, thresholds) ?? null
  return found && found.seen < found.needed ? found : null
}

const numberOf = (value: CheckResult['facts'][string] | undefined): number | null =>
  typeof value === 'number' ? value : null

const below = (name: string, seen: number | null, needed: number | null): NeededFact | null =>
  seen === null || needed === null ? null : { name, seen, needed }

const byCheck: Partial<
  Record<CheckKey, (result: CheckResult, thresholds: Thresholds) => NeededFact | null>
> = {
  DOC_TYPE: ({ score }, { minTypeScore }) => below('score', score, minTypeScore),
  EXPIRY: ({ facts }, { minRemainingDays }) =>
    below('remainingDays', numberOf(facts['remainingDays']), minRemainingDays),
  DOB_AGE: ({ facts }, { minAge }) => below('age', numberOf(facts['age']), minAge),
  // the margin is what the score lies above the high level; of the lower levels the record does not tell where they lie
  FACE_MATCH: ({ score, facts }, { faceFarLevel }) => {
    const margin = numberOf(facts['margin'])
    if (faceFarLevel !== 'HIGH' || score === null || margin === null) return null
    return below('score', score, score - margin)
  },
  LIVENESS: ({ facts }, { minPassiveScore }) =>
    below('passiveScore', numberOf(facts['passiveScore']), minPassiveScore),
}

import { checkKeys, type CheckResult } from '../domain/check.ts'
import { slotsToRetake, type ReasonCode } from '../domain/reason-codes.ts'
import type { Slot } from '../domain/method.ts'
import type { FactValue } from './operators.ts'
import type { CheckProfile } from './profile-schema.ts'

/** Facts by owner (`FactOwner`), then by name. */
export type FactsByOwner = Readonly<Record<string, Readonly<Record<string, FactValue>>>>

/**
 * The facts of the rules. A check that was SKIPPED or did not run says its outcome at most: everything else is missing, and
 * a missing fact satisfies no condition. A switched-on check without a result counts as uncertain.
 */
export function factsOf(profile: CheckProfile, results: readonly CheckResult[]): FactsByOwner {
  const own = Object.fromEntries(
    checkKeys.map((key) => [key, factsOfCheck(results.find((result) => result.key === key))]),
  )
  return { ...own, ALL: factsOfAll(profile, results) }
}

/** Checks that failed or are uncertain, in the order of `checkKeys`. */
export const openChecks = (results: readonly CheckResult[]): readonly CheckResult[] =>
  checkKeys
    .map((key) => results.find((result) => result.key === key))
    .filter((result) => result?.outcome === 'FAIL' || result?.outcome === 'UNCERTAIN')
    .filter((result) => result !== undefined)

/** Slots that the applicant can take again for a reason, as the evidence of the check names them. */
export function slotsFor(code: ReasonCode, { evidence }: CheckResult): readonly Slot[] {
  const places = evidence.length === 0 ? [null] : evidence.map(({ slot }) => slot)
  return [...new Set(places.flatMap((slot) => slotsToRetake(code, slot)))]
}

function factsOfCheck(result: CheckResult | undefined): Record<string, FactValue> {
  if (!result) return {}
  if (result.outcome === 'SKIPPED') return { outcome: 'SKIPPED' }
  return {
    ...result.facts,
    score: result.score,
    outcome: result.outcome,
    reasons: result.reasonCodes,
  }
}

function factsOfAll(
  profile: CheckProfile,
  results: readonly CheckResult[],
): Record<string, FactValue> {
  const missing = checkKeys.filter(
    (key) => profile.checks[key].on && !results.some((result) => result.key === key),
  )
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length
  const open = openChecks(results)
  return {
    passed: count('PASS'),
    failed: count('FAIL'),
    uncertain: count('UNCERTAIN') + missing.length,
    skipped: count('SKIPPED'),
    reasons: [...new Set(open.flatMap(({ reasonCodes }) => reasonCodes))],
    mendable: open.length > 0 && missing.length === 0 && open.every(isMendable),
  }
}

const isMendable = (result: CheckResult): boolean =>
  result.reasonCodes.length > 0 &&
  result.reasonCodes.every((code) => slotsFor(code, result).length > 0)

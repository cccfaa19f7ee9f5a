import type { CheckKey, CheckResult } from '../domain/check.ts'
import { compileDecider } from './decide-many.ts'
import { openChecks } from './check-facts.ts'
import type { CheckProfile, EffectKind } from './profile-schema.ts'
import { neededFact, type NeededFact } from './needed-fact.ts'

/** A check that would have had to pass. */
export interface WouldPass {
  readonly key: CheckKey
  /** The number that decided it, where one did; null: it is not a matter of one number. */
  readonly needed: NeededFact | null
}

export interface Counterfactual {
  readonly wished: EffectKind
  /** In the order of the checks. */
  readonly changes: readonly WouldPass[]
  /** The rule that would have decided; null: `otherwise`. */
  readonly decidedBy: string | null
}

/** More checks that must change at once say no more than "everything". */
const mostChanges = 4

/**
 * The fewest checks that, had they passed, would have led to another effect. Whole checks are changed, since their outcome follows
 * from their facts; checks that were skipped stay so. Every answer was decided anew by the profile.
 * @returns null where no four checks together would have done it, or the effect is the wished one already
 */
export function counterfactualOf(
  profile: CheckProfile,
  results: readonly CheckResult[],
  wished: EffectKind,
): Counterfactual | null {
  const decide = compileDecider(profile)
  const open = decide(results).effect.kind === wished ? [] : openChecks(results)
  for (let size = 1; size <= Math.min(mostChanges, open.length); size += 1) {
    for (const chosen of subsetsOf(open, size)) {
      const changed = results.map((result) =>
        chosen.includes(result) ? passing(profile, result) : result,
      )
      const { effect, decidedBy } = decide(changed)
      if (effect.kind !== wished) continue
      return {
        wished,
        decidedBy,
        changes: chosen.map((result) => ({
          key: result.key,
          needed: neededFact(profile.thresholds, result),
        })),
      }
    }
  }
  return null
}

/** The record that the check would have given, had it passed. */
function passing(profile: CheckProfile, result: CheckResult): CheckResult {
  const needed = neededFact(profile.thresholds, result)
  const isScore = needed?.name === 'score'
  return {
    ...result,
    outcome: 'PASS',
    reasonCodes: [],
    evidence: [],
    score: isScore ? needed.needed : result.score,
    facts: {
      ...result.facts,
      ...factsOfPass[result.key],
      ...(needed && !isScore ? { [needed.name]: needed.needed } : {}),
    },
  }
}

/** What a check says beside its outcome, whenever it passes. */
const factsOfPass: Partial<Record<CheckKey, CheckResult['facts']>> = {
  DOC_TYPE: { accepted: true },
  EXPIRY: { trusted: true },
  DOB_AGE: { trusted: true, matches: true },
  FACE_MATCH: { farLevel: 'HIGH', margin: 0, faceCount: 1 },
  LIVENESS: { otherFaces: 0 },
  DUPLICATE: { count: 0 },
  MASKING: { confident: true },
}

function* subsetsOf<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let index = from; index <= items.length - size; index += 1) {
    const item = items[index]
    if (item === undefined) return
    for (const rest of subsetsOf(items, size - 1, index + 1)) yield [item, ...rest]
  }
}

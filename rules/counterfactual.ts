import { checkKeys, type CheckResult } from '../domain/check.ts'
import { compileDecider } from './decide-many.ts'
import type { CheckProfile, EffectKind } from './profile-schema.ts'
import { alternativesOf, type Alternative, type FactChange } from './what-if/alternatives.ts'
import { waysTo } from './what-if/ways-to.ts'
import { whatRulesSee } from './what-if/what-rules-see.ts'

export interface Counterfactual {
  /** What it would have led to. */
  readonly outcome: EffectKind
  /** In the order of the checks and of their facts. */
  readonly changes: readonly FactChange[]
  /** The rule that would have decided; null: `otherwise`. */
  readonly decidedBy: string | null
}

/** More facts that must change at once say no more than "everything". */
const mostChanges = 4
/** Steps of one search, of which a decision counts as many; what lies beyond is not found. */
const mostSteps = 200_000
const stepsOfDecision = 20

/**
 * The smallest change that would have flipped a decision: the fewest facts, and of those the least way, with which the profile
 * decides as wished. Facts are changed inside what a check can say (`imagine`), checks that were skipped stay so, and every
 * answer was decided anew by the profile. The same profile and records give the same answer, in bounded time.
 * @param wished an effect, or `OTHER`: any but the one it came to
 * @returns null where no four facts would have done it, or it came so already
 */
export function counterfactualOf(
  profile: CheckProfile,
  results: readonly CheckResult[],
  wished: EffectKind | 'OTHER',
): Counterfactual | null {
  const decide = compileDecider(profile)
  const came = decide(results).effect.kind
  if (came === wished) return null
  const isWished = (kind: EffectKind) => (wished === 'OTHER' ? kind !== came : kind === wished)
  const seen = whatRulesSee(profile)
  const choices = checkKeys
    .map((key) => results.find((result) => result.key === key))
    .filter((result) => result !== undefined)
    .map((was) => alternativesOf(profile, was, seen))
  const ways = waysTo(profile, results, isWished)
  let left = mostSteps
  for (let facts = 1; facts <= mostChanges; facts += 1) {
    const best = search(facts)
    if (best) return best
  }
  return null

  function search(facts: number): Counterfactual | null {
    const best: Counterfactual[] = []
    let bestDistance = Infinity
    walk(0, facts, 0, [])
    return best.at(-1) ?? null

    function walk(from: number, open: number, distance: number, chosen: readonly Alternative[]) {
      if (distance >= bestDistance || left <= 0) return
      left -= 1
      if (open === 0) {
        const changed = new Set(chosen.map(({ record }) => record.key))
        if (!ways.some((way) => way.every((key) => changed.has(key)))) return
        left -= stepsOfDecision
        const { effect, decidedBy } = decide(replaced(chosen))
        if (!isWished(effect.kind)) return
        const changes = chosen.flatMap((each) => each.changes)
        best.push({ outcome: effect.kind, decidedBy, changes })
        bestDistance = distance
        return
      }
      for (let index = from; index < choices.length; index += 1) {
        for (const alternative of choices[index] ?? []) {
          if (alternative.changes.length > open) continue
          walk(index + 1, open - alternative.changes.length, distance + alternative.distance, [
            ...chosen,
            alternative,
          ])
        }
      }
    }
  }

  function replaced(chosen: readonly Alternative[]): readonly CheckResult[] {
    return results.map(
      (result) => chosen.find(({ record }) => record.key === result.key)?.record ?? result,
    )
  }
}

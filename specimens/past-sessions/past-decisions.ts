import { checkKeys, type CheckResult } from '../../domain/check.ts'
import { comparisonsOf } from '../../rules/condition.ts'
import { evaluateProfile, type Evaluation } from '../../rules/evaluate.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'

export interface PastVerdict {
  readonly effect: Evaluation['effect']
  readonly ruleId: string | null
  /** `RuleTrace[]` as JSON. */
  readonly trace: string
}

/**
 * Decides by the product's own engine, once for each set of facts that the profile can tell apart: of a million sessions most
 * are alike in what the rules look at.
 */
export function createPastDecisions(
  profile: CheckProfile,
): (results: readonly CheckResult[]) => Promise<PastVerdict> {
  const known = new Map<string, PastVerdict>()
  const lookedAt = numbersLookedAt(profile)
  return async (results) => {
    const key = results.map((result) => signature(result, lookedAt)).join(';')
    const found = known.get(key)
    if (found) return found
    const { effect, decidedBy, trace } = await evaluateProfile(profile, results)
    const fresh = { effect, ruleId: decidedBy, trace: JSON.stringify(trace) }
    if (known.size < mostKept) known.set(key, fresh)
    return fresh
  }
}

const mostKept = 50_000

/** Facts beside outcome and reasons on which a rule looks. */
function numbersLookedAt(profile: CheckProfile): ReadonlyMap<string, readonly string[]> {
  const names = profile.rules
    .flatMap(({ when }) => comparisonsOf(when))
    .map(({ fact }) => fact.split('.'))
    .filter(([, name]) => name !== 'outcome' && name !== 'reasons')
  return new Map(
    checkKeys.map((key) => [
      key,
      [...new Set(names.filter(([owner]) => owner === key).map(([, name = '']) => name))],
    ]),
  )
}

/** All that evaluation reads of a record: its outcome, reasons, the slots of its evidence, and the facts that rules look at. */
function signature(result: CheckResult, lookedAt: ReadonlyMap<string, readonly string[]>): string {
  const slots = result.evidence.map(({ slot }) => slot).join(',')
  const numbers = (lookedAt.get(result.key) ?? []).map((name) =>
    name === 'score' ? result.score : result.facts[name],
  )
  return `${result.outcome}|${result.reasonCodes.join(',')}|${slots}|${numbers.join(',')}`
}

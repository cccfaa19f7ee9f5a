import type { CheckResult } from '../domain/check.ts'
import { factsOf } from './check-facts.ts'
import { decidedEffect, type DecidedEffect } from './decided-effect.ts'
import type { CheckProfile } from './profile-schema.ts'
import { rulesThatHold } from './rule-engines.ts'
import { traceOf, type RuleTrace } from './trace.ts'

export interface Evaluation {
  readonly effect: DecidedEffect
  /** Null: no rule held, `otherwise` decided. */
  readonly decidedBy: string | null
  readonly trace: readonly RuleTrace[]
}

/**
 * What the pinned profile makes of the checks: rules in their order, the first that holds decides, every one is traced.
 * Same profile and results, same evaluation. Rejects only when the profile was not parsed by `parseCheckProfile`.
 */
export async function evaluateProfile(
  profile: CheckProfile,
  results: readonly CheckResult[],
): Promise<Evaluation> {
  const facts = factsOf(profile, results)
  const holding = await rulesThatHold(profile, facts)
  const decider = profile.rules.find((rule) => holding.has(rule.id))
  return {
    effect: decidedEffect(decider?.effect ?? profile.otherwise, results),
    decidedBy: decider?.id ?? null,
    trace: profile.rules.map((rule) =>
      traceOf(rule, facts, holding.has(rule.id), rule === decider),
    ),
  }
}

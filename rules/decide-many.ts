import type { CheckResult } from '../domain/check.ts'
import { factsOf, type FactsByOwner } from './check-facts.ts'
import type { Condition } from './condition.ts'
import { decidedEffect, type DecidedEffect } from './decided-effect.ts'
import { factOf } from './fact-value.ts'
import { normalForm, type NormalCondition } from './normal-form.ts'
import { satisfies } from './operators.ts'
import type { CheckProfile } from './profile-schema.ts'

export interface Decision {
  readonly effect: DecidedEffect
  /** Null: no rule held, `otherwise` decided. */
  readonly decidedBy: string | null
}
export type Decider = (results: readonly CheckResult[]) => Decision

/**
 * Decides what `evaluateProfile` decides, without a trace and without the engine: for many sessions by one profile, as a
 * back-test or a shadow does. What decides a live session stays the engine; the tests hold the two together.
 */
export function compileDecider(profile: CheckProfile): Decider {
  const rules = profile.rules.map(({ id, when, effect }) => ({
    id,
    effect,
    holds: testOf(when),
  }))
  return (results) => {
    const facts = factsOf(profile, results)
    const decider = rules.find(({ holds }) => holds(facts))
    return {
      effect: decidedEffect(decider?.effect ?? profile.otherwise, results),
      decidedBy: decider?.id ?? null,
    }
  }
}

type Test = (facts: FactsByOwner) => boolean

/** Does the condition hold? Exactly where the engine says so. */
export const testOf = (condition: Condition): Test => compile(normalForm(condition))

function compile(condition: NormalCondition): Test {
  if ('all' in condition) {
    const parts = condition.all.map(compile)
    return (facts) => parts.every((part) => part(facts))
  }
  if ('any' in condition) {
    const parts = condition.any.map(compile)
    return (facts) => parts.some((part) => part(facts))
  }
  const { fact, operator, value } = condition
  const [owner = '', name = ''] = fact.split('.')
  return (facts) => satisfies(factOf(facts, owner, name), operator, value)
}

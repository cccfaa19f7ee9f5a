import type { CheckKey } from '../domain/check.ts'
import { factsOf } from './check-facts.ts'
import type { CheckResult } from '../domain/check.ts'
import type { Decision } from './decide-many.ts'
import { factValue } from './fact-value.ts'
import { factsById } from './facts.ts'
import { normalForm, type NormalCondition } from './normal-form.ts'
import { satisfies } from './operators.ts'
import type { CheckProfile } from './profile-schema.ts'

/**
 * Would the decision have been the same, whatever the checks had said of which nothing is stored? It is told where every
 * rule before the one that decides fails without them, and that one holds without them.
 */
export type Tells = (
  fitted: { readonly results: readonly CheckResult[]; readonly untold: readonly CheckKey[] },
  decision: Decision,
) => boolean

export function compileTells(profile: CheckProfile): Tells {
  const rules = profile.rules.map(({ id, when, effect }) => ({
    id,
    kind: effect.kind,
    when: normalForm(when),
  }))
  return ({ results, untold }, { decidedBy, effect }) => {
    if (untold.length === 0) return true
    const facts = factsOf(profile, results)
    const settle = (condition: NormalCondition): boolean | null => {
      if ('all' in condition) return together(condition.all.map(settle), false)
      if ('any' in condition) return together(condition.any.map(settle), true)
      const owner = factsById.get(condition.fact)?.owner
      if (owner === 'ALL' || untold.some((key) => key === owner)) return null
      return satisfies(factValue(facts, condition.fact), condition.operator, condition.value)
    }
    for (const { id, kind, when } of rules) {
      const settled = settle(when)
      // what is to be taken again hangs on every check that is open
      if (id === decidedBy) return settled === true && kind === effect.kind
      if (settled !== false) return false
    }
    return profile.otherwise.kind === effect.kind
  }
}

/** Kleene's three values: one part that decides is enough, else an open one leaves it open. */
function together(parts: readonly (boolean | null)[], deciding: boolean): boolean | null {
  if (parts.includes(deciding)) return deciding
  return parts.includes(null) ? null : !deciding
}

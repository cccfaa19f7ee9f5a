import type { FactsByOwner } from './check-facts.ts'
import { comparisonsOf, type Condition } from './condition.ts'
import { factValue } from './fact-value.ts'
import { satisfies, type FactValue, type Operator } from './operators.ts'
import type { Rule } from './profile-schema.ts'

/** UNKNOWN: a fact was missing and the others did not settle it; the rule does not hold. */
export type TraceOutcome = 'HOLDS' | 'FAILS' | 'UNKNOWN'

export interface ConditionTrace {
  readonly fact: string
  readonly operator: Operator
  readonly value: number | string | boolean | readonly string[]
  /** What the check said; null: nothing. */
  readonly seen: FactValue
  readonly outcome: TraceOutcome
}

export interface RuleTrace {
  readonly rule: string
  readonly outcome: TraceOutcome
  /** The first rule that holds decides; later ones are traced all the same. */
  readonly decided: boolean
  readonly conditions: readonly ConditionTrace[]
}

/** What a rule saw, comparison by comparison. @param holds what the engine said of it */
export function traceOf(
  rule: Rule,
  facts: FactsByOwner,
  holds: boolean,
  decided: boolean,
): RuleTrace {
  const conditions = comparisonsOf(rule.when).map(({ fact, operator, value }): ConditionTrace => {
    const seen = factValue(facts, fact)
    const met = satisfies(seen, operator, value)
    return {
      fact,
      operator,
      value,
      seen,
      outcome: seen === null ? 'UNKNOWN' : met ? 'HOLDS' : 'FAILS',
    }
  })
  const leaves = conditions.values()
  const outcome = holds ? 'HOLDS' : overall(rule.when, () => leaves.next().value?.outcome)
  return { rule: rule.id, outcome, decided, conditions }
}

/** Three-valued: tells a rule that fails from one that a missing fact leaves open. */
function overall(condition: Condition, next: () => TraceOutcome | undefined): TraceOutcome {
  if ('not' in condition) {
    const inner = overall(condition.not, next)
    if (inner === 'UNKNOWN') return 'UNKNOWN'
    return inner === 'HOLDS' ? 'FAILS' : 'HOLDS'
  }
  if ('all' in condition) {
    const parts = condition.all.map((part) => overall(part, next))
    if (parts.includes('FAILS')) return 'FAILS'
    return parts.includes('UNKNOWN') ? 'UNKNOWN' : 'HOLDS'
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => overall(part, next))
    if (parts.includes('HOLDS')) return 'HOLDS'
    return parts.includes('UNKNOWN') ? 'UNKNOWN' : 'FAILS'
  }
  return next() ?? 'UNKNOWN'
}

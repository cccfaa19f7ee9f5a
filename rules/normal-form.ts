import type { Comparison, Condition } from './condition.ts'
import { oppositeOf } from './operators.ts'

/** A condition without `not`. */
export type NormalCondition =
  | Comparison
  | { readonly all: readonly NormalCondition[] }
  | { readonly any: readonly NormalCondition[] }

/**
 * Conditions without `not`: it moves down to the comparisons, which become their opposites. So a missing fact, which satisfies
 * neither an operator nor its opposite, can never make a rule hold by being denied.
 */
export function normalForm(condition: Condition, asked = true): NormalCondition {
  if ('not' in condition) return normalForm(condition.not, !asked)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const normal = parts.map((part) => normalForm(part, asked))
    return 'all' in condition === asked ? { all: normal } : { any: normal }
  }
  return asked ? condition : { ...condition, operator: oppositeOf[condition.operator] }
}

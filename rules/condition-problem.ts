import { isReasonCode } from '../domain/reason-codes.ts'
import { factsById, operatorsByKind, type FactDescriptor } from './facts.ts'
import type { Comparison } from './condition.ts'

export type ConditionProblem = 'UNKNOWN_FACT' | 'OPERATOR_UNFIT' | 'VALUE_UNFIT'

/** Why a comparison can never be right: no such fact, an operator or a value that its kind doesn't have; else null. */
export function conditionProblem({ fact, operator, value }: Comparison): ConditionProblem | null {
  const descriptor = factsById.get(fact)
  if (!descriptor) return 'UNKNOWN_FACT'
  if (!operatorsByKind[descriptor.kind].includes(operator)) return 'OPERATOR_UNFIT'
  const listWanted = operator === 'ONE_OF' || operator === 'NONE_OF'
  if (listWanted !== Array.isArray(value)) return 'VALUE_UNFIT'
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.length > 0 && values.every((each) => fits(descriptor, each)) ? null : 'VALUE_UNFIT'
}

function fits(fact: FactDescriptor, value: unknown): boolean {
  if (fact.kind === 'NUMBER') {
    return typeof value === 'number' && value >= fact.min && value <= fact.max
  }
  if (fact.kind === 'FLAG') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  return fact.kind === 'ENUM' ? fact.values.includes(value) : isReasonCode(value)
}

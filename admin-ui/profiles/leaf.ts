import type { RuleType } from 'react-querybuilder'
import { reasonCodes } from '../../domain/reason-codes.ts'
import { factsById, operatorsByKind, type FactDescriptor } from '../../rules/facts.ts'
import { operators, type Operator } from '../../rules/operators.ts'
import type { Comparison } from '../../rules/condition.ts'

export const comparisonToLeaf = ({ fact, operator, value }: Comparison): RuleType => ({
  field: fact,
  operator,
  value,
})

/** A line of the builder as a comparison whose operator and value fit its fact; null: it is none. */
export function leafToComparison({ field, operator, value }: RuleType): Comparison | null {
  if (!isOperator(operator)) return null
  const fact = factsById.get(field)
  const known = valueOf(value)
  // an imported fact that doesn't exist stays, and the linter names it
  if (!fact) return known === null ? null : { fact: field, operator, value: known }
  const fitting = operatorsByKind[fact.kind].includes(operator) ? operator : operatorsFor(field)[0]
  if (fitting === undefined) return null
  return { fact: field, operator: fitting, value: fitValue(fact, fitting, known) }
}

export const operatorsFor = (field: string): readonly Operator[] => {
  const fact = factsById.get(field)
  return fact ? operatorsByKind[fact.kind] : operators
}

/** Something to begin with that fits. */
export function firstValue(field: string, operator: string): Comparison['value'] {
  const fact = factsById.get(field)
  return fact && isOperator(operator) ? fitValue(fact, operator, null) : ''
}

export const wantsList = (operator: string): boolean =>
  operator === 'ONE_OF' || operator === 'NONE_OF'

type Value = Comparison['value']

/** Keeps what was chosen where another operator asks for a list, or for one value only. */
function fitValue(fact: FactDescriptor, operator: Operator, value: Value | null): Value {
  const chosen: readonly (string | number | boolean)[] = isList(value)
    ? value
    : value === null
      ? []
      : [value]
  const fitting = chosen.filter((each) => typeof each === typeof example(fact))
  if (!wantsList(operator)) return fitting[0] ?? example(fact)
  const texts = fitting.filter((each) => typeof each === 'string')
  return texts.length > 0 ? texts : [String(example(fact))]
}

function example(fact: FactDescriptor): number | string | boolean {
  switch (fact.kind) {
    case 'NUMBER':
      return Math.min(fact.max, Math.max(fact.min, 0))
    case 'FLAG':
      return true
    case 'ENUM':
      return fact.values[0] ?? ''
    case 'REASONS':
      return reasonCodes[0] ?? ''
  }
}

function valueOf(value: unknown): Value | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value
  }
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null
}

const isOperator = (name: string): name is Operator => operators.some((known) => known === name)

const isList = (value: Value | null): value is readonly string[] => Array.isArray(value)

import { checkKeys } from '../../domain/check.ts'
import type { Comparison, Condition } from '../condition.ts'
import { conditionProblem } from '../condition-problem.ts'
import { normalForm, type NormalCondition } from '../normal-form.ts'
import { satisfies } from '../operators.ts'
import { bitsWhere, type Bits } from './bits.ts'
import { reason, reasonId, type Space } from './space.ts'

/** A condition over the variables of a space. */
export type Formula =
  | { readonly kind: 'IN'; readonly variable: number; readonly set: Bits; readonly rest: Bits }
  | { readonly kind: 'ALL' | 'ANY'; readonly parts: readonly Formula[] }

const always: Formula = { kind: 'ALL', parts: [] }
const never: Formula = { kind: 'ANY', parts: [] }

/**
 * Holds where the rule holds, by the operators that the engine uses.
 * @param replace a comparison, counted from the left, that is taken for true
 */
export function formulaOf(
  space: Space,
  condition: Condition,
  isDropped: (leaf: number) => boolean = () => false,
): Formula {
  let leaf = 0
  return build(normalForm(condition))

  function build(normal: NormalCondition): Formula {
    if ('all' in normal) return { kind: 'ALL', parts: normal.all.map(build) }
    if ('any' in normal) return { kind: 'ANY', parts: normal.any.map(build) }
    const index = leaf
    leaf += 1
    return isDropped(index) ? always : comparisonFormula(space, normal)
  }
}

/** Where the formula does not hold; a missing fact is among that. */
export function denied(formula: Formula): Formula {
  if (formula.kind === 'IN') return { ...formula, set: formula.rest, rest: formula.set }
  return { kind: formula.kind === 'ALL' ? 'ANY' : 'ALL', parts: formula.parts.map(denied) }
}

/** The formula about another variable with the same values. */
export function renamed(formula: Formula, from: number, to: number): Formula {
  if (formula.kind === 'IN')
    return formula.variable === from ? { ...formula, variable: to } : formula
  return { ...formula, parts: formula.parts.map((part) => renamed(part, from, to)) }
}

/** Adds the variables that a formula speaks of. */
export function collectVariables(formula: Formula, into: Set<number>): Set<number> {
  if (formula.kind === 'IN') into.add(formula.variable)
  else for (const part of formula.parts) collectVariables(part, into)
  return into
}

function comparisonFormula(space: Space, { fact, operator, value }: Comparison): Formula {
  if (conditionProblem({ fact, operator, value }) !== null) return never
  const [owner = ''] = fact.split('.')
  if (!fact.endsWith('.reasons')) {
    return among(space, fact, (each) => satisfies(each, operator, value))
  }
  const code = String(value)
  const says = (key: string, wanted: readonly number[]): Formula =>
    among(
      space,
      reasonId(checkKeys.find((each) => each === key) ?? 'DOC_TYPE', code),
      (_each, index) => wanted.includes(index),
    )
  if (owner !== 'ALL') return says(owner, [operator === 'INCLUDES' ? reason.IN : reason.OUT])
  // the reasons of all are those of each, and there is always a list
  return operator === 'INCLUDES'
    ? { kind: 'ANY', parts: checkKeys.map((key) => says(key, [reason.IN])) }
    : { kind: 'ALL', parts: checkKeys.map((key) => says(key, [reason.OUT, reason.NONE])) }
}

function among(
  space: Space,
  id: string,
  test: (value: Parameters<typeof satisfies>[0], index: number) => boolean,
): Formula {
  const variable = space.byId.get(id)
  const values = variable === undefined ? undefined : space.variables[variable]?.values
  if (variable === undefined || !values) return never
  const holds = values.map((value, index) => test(value, index))
  return {
    kind: 'IN',
    variable,
    set: bitsWhere(values.length, (index) => holds[index] === true),
    rest: bitsWhere(values.length, (index) => holds[index] !== true),
  }
}

import type { FactValue } from '../../rules/operators.ts'

export interface FactRow {
  readonly id: string
  readonly value: FactValue
}

/** The facts of a check as they came with it, each with the name that rules call it by. */
export function factRows(check: string, facts: unknown): readonly FactRow[] {
  if (typeof facts !== 'object' || facts === null) return []
  return Object.entries(facts).flatMap(([name, value]: readonly [string, unknown]) =>
    isFactValue(value) ? [{ id: `${check}.${name}`, value }] : [],
  )
}

const isFactValue = (value: unknown): value is FactValue =>
  value === null ||
  typeof value === 'number' ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.every((each) => typeof each === 'string'))

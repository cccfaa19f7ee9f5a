import type { FactsByOwner } from './check-facts.ts'
import type { FactValue } from './operators.ts'

/** What a check said, by the fact's id; null where it said nothing, or nothing that a rule can compare. */
export function factValue(facts: FactsByOwner, id: string): FactValue {
  const dot = id.indexOf('.')
  return factOf(facts, id.slice(0, dot), id.slice(dot + 1))
}

/** `factValue`, for whoever has split the id already. */
export function factOf(facts: FactsByOwner, owner: string, name: string): FactValue {
  // own properties only: `constructor` is no fact
  const inside = Object.hasOwn(facts, owner) ? facts[owner] : undefined
  return inside && Object.hasOwn(inside, name) ? (inside[name] ?? null) : null
}

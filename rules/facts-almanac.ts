import { Almanac } from 'json-rules-engine'
import type { FactsByOwner } from './check-facts.ts'
import { factValue } from './fact-value.ts'

/** Answers the engine from the facts as they are: they need neither be registered one by one nor be found by a path. */
export class FactsAlmanac extends Almanac {
  readonly #facts: FactsByOwner
  readonly #asked = new Map<string, Promise<unknown>>()

  constructor(facts: FactsByOwner) {
    super()
    this.#facts = facts
  }

  /** @param id of the fact: `CHECK.name`; one that is missing is null */
  override factValue<Value>(id: string): Promise<Value> {
    const value = this.#asked.get(id) ?? Promise.resolve(factValue(this.#facts, id))
    this.#asked.set(id, value)
    // the engine hands it to our own operators, which take a fact of any kind
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return value as Promise<Value>
  }
}

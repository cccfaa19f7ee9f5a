import { buildPerson } from './build-person.ts'
import type { Look, Person } from './build-person.ts'
import { personTraits } from './traits.ts'
import type { Traits } from './traits.ts'

/** How a person looked some years ago: what a licence's photograph shows beside today's selfie. */
export type Years = 'today' | 'earlier'

const kept = new Map<string, Person>()
const mostKept = 12

/** A person of the cast by seed; the last dozen are kept, for a build costs more than a picture. */
export const builtPerson = (seed: number, look: Look = {}, years: Years = 'today'): Person => {
  const key = JSON.stringify([seed, look, years])
  const known = kept.get(key)
  if (known) return known
  const traits = personTraits(seed)
  const person = buildPerson(years === 'earlier' ? younger(traits) : traits, look)
  const oldest = kept.keys().next().value
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, person)
  return person
}

const younger = (traits: Traits): Traits => ({
  ...traits,
  wrinkles: Math.max(0, traits.wrinkles - 0.15),
  eyeBags: traits.eyeBags * 0.8,
  cheekFull: traits.cheekFull + 0.12,
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileDecider } from '../../rules/decide-many.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { presetOf, presets } from '../../rules/presets.ts'
import { randomProfile } from '../../specimens/profiles/random-profile.ts'
import { randomResults } from '../../specimens/profiles/random-results.ts'
import { createRandom } from '../../specimens/random.ts'

const seed = fc.integer({ min: 0, max: 2 ** 31 })

test('the decider of many sessions decides each as the engine does', async () => {
  const deciders = new Set<string | null>()
  await fc.assert(
    fc.asyncProperty(seed, async (start) => {
      const random = createRandom(start)
      const profile = randomProfile(random, { rules: 6 })
      const decide = compileDecider(profile)
      for (let i = 0; i < 10; i += 1) {
        const results = randomResults(random, profile)
        const { effect, decidedBy } = await evaluateProfile(profile, results)
        deciders.add(decidedBy)
        expect(decide(results)).toEqual({ effect, decidedBy })
      }
    }),
    { numRuns: 300 },
  )
  // a run in which one rule always decides would show little
  expect(deciders.size).toBe(7)
})

test('it decides by the presets as the engine does', async () => {
  await fc.assert(
    fc.asyncProperty(seed, fc.constantFrom(...presets), async (start, { profile }) => {
      const results = randomResults(createRandom(start), profile)
      const { effect, decidedBy } = await evaluateProfile(profile, results)
      expect(compileDecider(profile)(results)).toEqual({ effect, decidedBy })
    }),
  )
})

test('facts that come under the name of a prototype’s property are no facts', () => {
  const { profile } = presetOf('FULL')
  const decide = compileDecider(profile)
  const strange = JSON.parse('{"__proto__": true, "constructor": 1, "toString": 2}')
  const [first] = randomResults(createRandom(1), profile)
  expect(decide(first ? [{ ...first, facts: strange }] : []).decidedBy).not.toBe('approve')
})

import { expect, test } from 'vitest'
import { definitionOf } from '../../admin-ui/profiles/profile-types.ts'
import { checkKeys, type CheckKey } from '../../domain/check.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { plainResults } from '../../rules/lint/plain-results.ts'
import { presetOf } from '../../rules/presets.ts'
import { profileJsonSchema } from '../../rules/profile-json-schema.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'

const { profile } = presetOf('AGE_ONLY')
const checksOff = checkKeys.filter((key) => !profile.checks[key].on)

/** The profile as a release stored it that did not have these checks yet. */
const storedWithout = (...keys: readonly CheckKey[]): unknown => ({
  ...profile,
  checks: Object.fromEntries(
    Object.entries(profile.checks).filter(([key]) => !keys.some((gone) => gone === key)),
  ),
})

test('a profile of before a check was added still reads: the check is off', () => {
  expect(checksOff.length).toBeGreaterThan(2)
  const older = storedWithout(...checksOff)
  expect(parseCheckProfile(older)).toEqual(profile)
  expect(definitionOf({ definition: older })).toEqual(profile)
  const keysIn = Object.keys(parseCheckProfile(older).checks)
  expect(keysIn).toEqual([...checkKeys])
})

test('it decides as it did, whatever the newer check would say', async () => {
  const older = parseCheckProfile(storedWithout(...checksOff))
  for (const outcome of ['PASS', 'FAIL', 'UNCERTAIN', null] as const) {
    const results = plainResults(profile, outcome)
    const asThen = results.filter(({ key }) => !checksOff.includes(key))
    const now = await evaluateProfile(older, results)
    expect(now.effect).toEqual((await evaluateProfile(profile, asThen)).effect)
  }
})

test('what is no check, and what is no switch, is refused as before', () => {
  for (const checks of [
    { ...profile.checks, FORTUNE: { on: true } },
    { ...profile.checks, NAME: { on: 'yes' } },
    { ...profile.checks, NAME: {} },
    null,
    [],
  ]) {
    expect(() => parseCheckProfile({ ...profile, checks })).toThrow('expected a check profile')
  }
  const { checks: _gone, ...without } = profile
  expect(() => parseCheckProfile(without)).toThrow('expected a check profile')
})

test('the schema for hand-written profiles names every check and asks for none', () => {
  const { checks } = profileJsonSchema.properties ?? {}
  expect(checks).toMatchObject({ type: 'object', propertyNames: { enum: [...checkKeys] } })
  expect(checks).not.toHaveProperty('required')
})

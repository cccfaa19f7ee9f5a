import { expect, test } from 'vitest'
import { presetOf } from '../../rules/presets.ts'
import { profileJsonSchema } from '../../rules/profile-json-schema.ts'
import { checkProfileShape, parseCheckProfile } from '../../rules/profile-schema.ts'

const { profile } = presetOf('FULL')
const [rule] = profile.rules
const nested = (levels: number): unknown =>
  JSON.parse(
    `${'{"not":'.repeat(levels)}{"fact":"DOB_AGE.age","operator":"LESS","value":1}${'}'.repeat(levels)}`,
  )
const withRule = (changes: object) => ({ ...profile, rules: [{ ...rule, ...changes }] })
const age = { fact: 'DOB_AGE.age', operator: 'LESS', value: 20 }

test.each([
  ['an unknown operator', withRule({ when: { ...age, operator: 'MATCHES' } })],
  ['an unknown fact', withRule({ when: { ...age, fact: 'DOB_AGE.name' } })],
  ['a path for a fact', withRule({ when: { ...age, fact: '$..constructor' } })],
  ['a number as a string', withRule({ when: { ...age, value: '20' } })],
  ['a priority beyond 100', withRule({ effect: { kind: 'REVIEW', priority: 101 } })],
  ['10,000 rules', { ...profile, rules: Array.from({ length: 10_000 }, () => rule) }],
  ['100 levels', withRule({ when: nested(100) })],
  ['5,000 levels', withRule({ when: nested(5_000) })],
  ['a text of a megabyte', withRule({ id: 'a'.repeat(1_000_000) })],
  ['a prototype', { ...profile, rules: JSON.parse('[{"__proto__": {"id": "a"}}]') }],
  ['a constructor', withRule({ constructor: { prototype: {} } })],
  ['nothing', null],
  ['a list', []],
])('a profile with %s is refused quickly, by its places', (_name, input) => {
  const startMs = performance.now()
  expect(() => parseCheckProfile(input)).toThrow(
    expect.objectContaining({ code: 'PROFILE_INVALID' }),
  )
  expect(performance.now() - startMs).toBeLessThan(500)
  expect(Object.prototype).not.toHaveProperty('id')
})

test('what is too deep is told at its rule', () => {
  const { error } = checkProfileShape.safeParse(withRule({ when: nested(100) }))
  expect(error?.issues).toMatchObject([
    { path: ['rules', 0, 'when', 'not', 'not', 'not'], message: 'NESTED_TOO_DEEP' },
  ])
})

test('a profile has a JSON Schema, which names its effects and operators', () => {
  const text = JSON.stringify(profileJsonSchema)
  for (const word of ['HOLD_FOR_MASKING', 'secondPerson', 'AT_LEAST', 'minRemainingDays']) {
    expect(text).toContain(word)
  }
})

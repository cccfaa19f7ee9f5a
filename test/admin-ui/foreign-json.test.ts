import { expect, test } from 'vitest'
import { profileJson, readJson } from '../../admin-ui/profiles/read-json.ts'
import { presetOf } from '../../rules/presets.ts'

const { profile } = presetOf('FULL')
const rule = (when: unknown, id = 'r') => ({ id, when, effect: { kind: 'DECLINE' } })
const withRules = (...rules: readonly unknown[]) => ({ ...profile, rules })
const problemsOf = (value: unknown) => {
  const reading = readJson(typeof value === 'string' ? value : JSON.stringify(value, null, 2))
  return { kind: reading.kind, problems: reading.problems }
}
const placesOf = (value: unknown) => problemsOf(value).problems.map(({ place }) => place)

test('a broken text is told by line and column', () => {
  const text = profileJson(profile).replace('"rules": [', '"rules": [,')
  const line = text.split('\n').findIndex((each) => each.includes('[,')) + 1
  const { kind, problems } = problemsOf(text)
  expect(kind).toBe('NOT_JSON')
  expect(problems).toMatchObject([{ line }])
  expect(text.slice(problems[0]?.from).startsWith(',')).toBe(true)
})

test('an unknown operator is told at its place, with those that fit the fact', () => {
  const value = withRules(
    rule({ all: [{ any: [{ fact: 'DOB_AGE.age', operator: 'lessThan', value: 20 }] }] }),
  )
  const { kind, problems } = problemsOf(value)
  expect(kind).toBe('NOT_A_PROFILE')
  expect(problems.map(({ place }) => place)).toEqual(['rules[0].when.all[0].any[0].operator'])
  expect(problems[0]?.words.en).toContain('EQUAL, NOT_EQUAL, LESS')
  const text = JSON.stringify(value, null, 2)
  expect(text.slice(problems[0]?.from, problems[0]?.to)).toBe('"operator": "lessThan"')
})

test('an unknown fact and a number as text can be taken over, and are told', () => {
  const { kind, problems } = problemsOf(
    withRules(
      rule({ all: [{ fact: 'credit.score', operator: 'LESS', value: 1 }] }),
      rule({ all: [{ fact: 'DOB_AGE.age', operator: 'LESS', value: '20' }] }, 's'),
    ),
  )
  expect(kind).toBe('PROFILE')
  expect(problems.map(({ place }) => place)).toEqual([
    'rules[0].when.all[0].fact',
    'rules[1].when.all[0].value',
  ])
  expect(problems[1]?.words.ja).toContain('数値が必要です')
})

test('ten thousand rules are refused with a place, in reasonable time', () => {
  const many = Array.from({ length: 10_000 }, (_, i) =>
    rule({ all: [{ fact: 'ALL.failed', operator: 'MORE', value: i }] }, `r-${i}`),
  )
  const began = performance.now()
  expect(placesOf(withRules(...many))).toEqual([expect.stringMatching(/^rules/)])
  expect(performance.now() - began).toBeLessThan(5_000)
})

test.each([30, 100, 5_000])(
  'conditions nested %i levels deep are refused, not followed to the end',
  (levels) => {
    const text = JSON.stringify(withRules(rule('HERE'))).replace(
      '"HERE"',
      `${'{"not":'.repeat(levels)}{"all":[]}${'}'.repeat(levels)}`,
    )
    const reading = readJson(text)
    expect(reading.kind === 'PROFILE' ? reading.clean : false).toBe(false)
    expect(reading.problems.length > 0 || reading.kind === 'PROFILE').toBe(true)
  },
)

test.each([
  ['a prototype', '{"__proto__": {"scene": "FULL"}}'],
  [
    'a prototype among the checks',
    profileJson(profile).replace('"checks": {', '"checks": {"__proto__": {"on": true},'),
  ],
  [
    'a constructor',
    profileJson(profile).replace('"scene"', '"constructor": {"prototype": {}}, "scene"'),
  ],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['a number', '1e999'],
])('%s is no profile, and touches nothing', (_name, text) => {
  expect(readJson(text).kind).toBe('NOT_A_PROFILE')
  expect(Reflect.get({}, 'scene')).toBeUndefined()
  expect(Reflect.get({}, 'on')).toBeUndefined()
})

test('a queue that is a path, and a rule’s id that is one, are refused', () => {
  const value = withRules({
    id: '../../etc',
    when: { all: [] },
    effect: { kind: 'REVIEW', queue: '../x' },
  })
  expect(placesOf(value)).toEqual(['rules[0].id', 'rules[0].effect.queue'])
})

test('every problem has words in both languages', () => {
  const { problems } = problemsOf({ scene: 'X', rules: [{ id: 1 }, rule({ all: 1 }), rule(7)] })
  expect(problems.length).toBeGreaterThan(4)
  for (const { words } of problems) {
    expect(words.en).not.toBe('')
    expect(words.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/)
  }
})

test('a number as text among the thresholds is told as what it is', () => {
  const { problems } = problemsOf({ ...profile, thresholds: { minAge: '20' } })
  expect(problems.map(({ place }) => place)).toEqual(['thresholds.minAge'])
  expect(problems[0]?.words.en).toContain('received string')
  expect(problems[0]?.words.ja).toContain('文字列')
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { DomainError } from '../../domain/errors.ts'
import { conditionProblem } from '../../rules/condition-problem.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { factValue } from '../../rules/fact-value.ts'
import { facts } from '../../rules/facts.ts'
import { lintProfile } from '../../rules/lint.ts'
import { oppositeOf, operators, satisfies } from '../../rules/operators.ts'
import { presetOf } from '../../rules/presets.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { comparisonsOf, type Condition } from '../../rules/condition.ts'
import {
  checkProfileShape,
  parseCheckProfile,
  type CheckProfile,
} from '../../rules/profile-schema.ts'
import { profileSentences, traceSentences } from '../../rules/sentences.ts'
import { thresholdsSchema, thresholdTable } from '../../rules/thresholds.ts'

const result = (key: CheckKey, changes: Partial<CheckResult> = {}): CheckResult => ({
  key,
  outcome: 'PASS',
  score: null,
  reasonCodes: [],
  evidence: [],
  facts: {},
  by: { engine: 'test', model: null, version: '1' },
  ...changes,
})

const draft = (rules: readonly unknown[], off: readonly CheckKey[] = []) => ({
  scene: 'OWN',
  checks: Object.fromEntries(checkKeys.map((key) => [key, { on: !off.includes(key) }])),
  thresholds: {},
  rules,
  otherwise: { kind: 'REVIEW' },
})
const rule = (when: unknown, effect: unknown = { kind: 'APPROVE' }, id = 'only') => ({
  id,
  when,
  effect,
})
const profileOf = (...rules: readonly unknown[]): CheckProfile => parseCheckProfile(draft(rules))
const ageAtLeast = (value: number): Condition => ({
  fact: 'DOB_AGE.age',
  operator: 'AT_LEAST',
  value,
})
const aged = (age: number | null) => [result('DOB_AGE', { facts: { age } })]

const kindOf = async (profile: CheckProfile, results: readonly CheckResult[]) => {
  const { effect, trace } = await evaluateProfile(profile, results)
  return [effect.kind, trace[0]?.outcome]
}

test('the first rule that holds decides, and the later ones are traced', async () => {
  const profile = profileOf(
    rule(ageAtLeast(90), { kind: 'DECLINE' }, 'old'),
    rule(
      ageAtLeast(20),
      { kind: 'REVIEW', queue: 'first', priority: 70, outsource: true, secondPerson: true },
      'adult',
    ),
    rule(ageAtLeast(18), { kind: 'APPROVE' }, 'grown'),
  )
  const { effect, decidedBy, trace } = await evaluateProfile(profile, aged(30))
  expect(effect).toEqual({
    kind: 'REVIEW',
    reasonCodes: [],
    slots: [],
    queue: 'first',
    priority: 70,
    outsource: true,
    secondPerson: true,
  })
  expect(decidedBy).toBe('adult')
  expect(trace.map(({ rule: id, outcome, decided }) => [id, outcome, decided])).toEqual([
    ['old', 'FAILS', false],
    ['adult', 'HOLDS', true],
    ['grown', 'HOLDS', false],
  ])
  expect(trace[0]?.conditions).toEqual([
    { fact: 'DOB_AGE.age', operator: 'AT_LEAST', value: 90, seen: 30, outcome: 'FAILS' },
  ])
})

test('a missing fact makes no rule hold, not even by being denied', async () => {
  const conditions = [
    ageAtLeast(18),
    { not: ageAtLeast(18) },
    { not: { not: ageAtLeast(18) } },
    { any: [ageAtLeast(18), { not: ageAtLeast(18) }] },
    { not: { all: [ageAtLeast(18), { fact: 'DOB_AGE.age', operator: 'LESS', value: 90 }] } },
    { fact: 'DOB_AGE.matches', operator: 'NOT_EQUAL', value: false },
    { fact: 'DOB_AGE.reasons', operator: 'EXCLUDES', value: 'AGE_UNDER' },
    { fact: 'NAME.tier', operator: 'NONE_OF', value: ['DIFFERENT'] },
  ]
  const silent = [
    [],
    [result('DOB_AGE', { outcome: 'SKIPPED', facts: { age: 30, matches: true } })],
    [result('DOB_AGE', { outcome: 'SKIPPED', reasonCodes: ['AGE_UNDER'] })],
  ]
  for (const when of conditions) {
    for (const results of silent) {
      expect(await kindOf(profileOf(rule(when)), results)).toEqual(['REVIEW', 'UNKNOWN'])
    }
  }
  expect(await kindOf(profileOf(rule(ageAtLeast(18))), aged(null))).toEqual(['REVIEW', 'UNKNOWN'])
})

test('what is known can settle a rule that also asks for a missing fact', async () => {
  const missing = { fact: 'NAME.tier', operator: 'EQUAL', value: 'EXACT' }
  const any = profileOf(rule({ any: [missing, ageAtLeast(18)] }))
  const all = profileOf(rule({ all: [missing, ageAtLeast(40)] }))
  expect(await kindOf(any, aged(30))).toEqual(['APPROVE', 'HOLDS'])
  expect(await kindOf(all, aged(30))).toEqual(['REVIEW', 'FAILS'])
  expect(await kindOf(all, aged(50))).toEqual(['REVIEW', 'UNKNOWN'])
})

test('nested conditions decide as plain logic does', async () => {
  const leaf = fc.constantFrom(18, 30, 60).map((value) => ageAtLeast(value))
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('condition').map((not) => ({ not })),
    ),
  }))
  const holds = (asked: Condition, age: number): boolean => {
    if ('not' in asked) return !holds(asked.not, age)
    if ('all' in asked) return asked.all.every((part) => holds(part, age))
    if ('any' in asked) return asked.any.some((part) => holds(part, age))
    return age >= Number(asked.value)
  }
  await fc.assert(
    fc.asyncProperty(condition, fc.integer({ min: 0, max: 100 }), async (when, age) => {
      const parsed = checkProfileShape.safeParse(draft([rule(when)]))
      if (!parsed.success) return
      const expected = holds(when, age) ? ['APPROVE', 'HOLDS'] : ['REVIEW', 'FAILS']
      expect(await kindOf(parsed.data, aged(age))).toEqual(expected)
    }),
  )
})

test('evaluations of one profile that begin while others end give what one alone gives', async () => {
  const profile = profileOf(
    rule(ageAtLeast(20)),
    rule(ageAtLeast(10), { kind: 'DECLINE' }, 'child'),
  )
  await evaluateProfile(profile, [])
  const ages = Array.from({ length: 400 }, (_, i) => i % 30)
  const kinds = await Promise.all(
    ages.map(async (age, i) => {
      // scattered over the turns that a run takes, so that some end just as others begin
      for (let turn = (i * 7919) % 97; turn > 0; turn -= 1) await Promise.resolve()
      return (await evaluateProfile(profile, aged(age))).effect.kind
    }),
  )
  const alone = ages.map((age) => (age >= 20 ? 'APPROVE' : age >= 10 ? 'DECLINE' : 'REVIEW'))
  expect(kinds).toEqual(alone)
})

const calmReview = { priority: 0, outsource: false, secondPerson: false }

test('asking again names the pictures that the reasons name, or goes to a person where there are none', async () => {
  const again = profileOf(
    rule({ fact: 'ALL.failed', operator: 'MORE', value: 0 }, { kind: 'ASK_AGAIN' }),
  )
  const evidence = [{ slot: 'BACK' as const, box: null, label: null }]
  const blurred = result('IMAGE_QUALITY', { outcome: 'FAIL', reasonCodes: ['IMG_BLUR'], evidence })
  const renamed = result('NAME', { outcome: 'FAIL', reasonCodes: ['NAME_MISMATCH'] })
  expect((await evaluateProfile(again, [blurred, renamed])).effect).toEqual({
    kind: 'ASK_AGAIN',
    reasonCodes: ['IMG_BLUR'],
    slots: ['BACK'],
    queue: null,
    ...calmReview,
  })
  expect((await evaluateProfile(again, [renamed])).effect).toEqual({
    kind: 'REVIEW',
    reasonCodes: ['NAME_MISMATCH'],
    slots: [],
    queue: 'standard',
    ...calmReview,
  })
})

test('a hold for masking carries the reasons of the checks and needs none of its own', async () => {
  const hold = profileOf(
    rule(
      { fact: 'MASKING.outcome', operator: 'EQUAL', value: 'UNCERTAIN' },
      { kind: 'HOLD_FOR_MASKING' },
    ),
  )
  const unsure = result('MASKING', { outcome: 'UNCERTAIN', reasonCodes: ['MASK_REQUIRED'] })
  expect((await evaluateProfile(hold, [unsure])).effect).toEqual({
    kind: 'HOLD_FOR_MASKING',
    reasonCodes: ['MASK_REQUIRED'],
    slots: [],
    queue: null,
    ...calmReview,
  })
  expect(profileSentences(hold, 'ja')[0]).toBe(
    '「マスキング：判定」が要確認であるとき、マスキングが終わるまで保留する。',
  )
})

test('a switched-on check without a result counts as uncertain', async () => {
  const calm = profileOf(rule({ all: [{ fact: 'ALL.uncertain', operator: 'EQUAL', value: 0 }] }))
  expect(
    await kindOf(
      calm,
      checkKeys.map((key) => result(key)),
    ),
  ).toEqual(['APPROVE', 'HOLDS'])
  const without = checkKeys.filter((key) => key !== 'MASKING').map((key) => result(key))
  expect(await kindOf(calm, without)).toEqual(['REVIEW', 'FAILS'])
})

test.each([
  ['an unknown operator', [rule({ fact: 'DOB_AGE.age', operator: 'matches', value: 1 })]],
  ['an operator of the engine', [rule({ fact: 'DOB_AGE.age', operator: 'equal', value: 1 })]],
  ['an unknown fact', [rule({ fact: 'DOB_AGE.__proto__', operator: 'EQUAL', value: 1 })]],
  ['an operator that the fact hasn’t', [rule({ fact: 'NAME.tier', operator: 'MORE', value: 1 })]],
  ['a value out of range', [rule({ fact: 'DOB_AGE.age', operator: 'MORE', value: 900 })]],
  ['a value of another type', [rule({ fact: 'DOB_AGE.age', operator: 'MORE', value: '20' })]],
  [
    'a value that is a fact',
    [rule({ fact: 'DOB_AGE.age', operator: 'MORE', value: { fact: 'x' } })],
  ],
  [
    'a list where one value belongs',
    [rule({ fact: 'NAME.tier', operator: 'EQUAL', value: ['EXACT'] })],
  ],
  ['an unknown reason', [rule({ fact: 'NAME.reasons', operator: 'INCLUDES', value: 'NO' })]],
  ['a path of the engine', [rule({ ...ageAtLeast(1), path: '$..x' })]],
  ['an empty any', [rule({ any: [] })]],
  ['an empty all inside', [rule({ not: { all: [] } })]],
  ['an unconditional approval', [rule({ all: [] })]],
  ['one id twice', [rule(ageAtLeast(1)), rule(ageAtLeast(2))]],
  ['an unknown effect', [rule(ageAtLeast(1), { kind: 'FORGET' })]],
  ['seven levels', [rule({ not: { not: { not: { not: { not: { not: ageAtLeast(1) } } } } } })]],
] as const)('a profile with %s is refused when it is saved', (_name, rules) => {
  expect(() => parseCheckProfile(draft(rules))).toThrow(
    expect.objectContaining({ code: 'PROFILE_INVALID' }),
  )
})

test('a profile that approves where nothing decides is refused', () => {
  const careless = { ...draft([]), otherwise: { kind: 'APPROVE' } }
  expect(() => parseCheckProfile(careless)).toThrow(DomainError)
})

test('a refusal names places and never values', () => {
  const secret = rule({ fact: 'DOB_AGE.age', operator: 'MORE', value: '山田太郎' })
  expect(() => parseCheckProfile(draft([secret]))).toThrow(/^(?!.*山田).*$/u)
})

const lint = (rules: readonly unknown[], off: readonly CheckKey[] = []) =>
  lintProfile(checkProfileShape.parse(draft(rules, off))).map(({ code, rule: id }) => [code, id])

test('the linter tells what an author should see', () => {
  const ok = rule(ageAtLeast(20))
  expect(lint([ok])).toEqual([])
  expect(lint([])).toEqual([['NO_APPROVAL', null]])
  expect(lint([ok], ['DOB_AGE'])).toEqual([
    ['CHECK_OFF', 'only'],
    ['NEVER_HOLDS', 'only'],
    ['NO_APPROVAL', null],
  ])
  expect(lint([rule({ not: ageAtLeast(20) })], ['DOB_AGE'])).toEqual([
    ['CHECK_OFF', 'only'],
    ['NEVER_HOLDS', 'only'],
    ['NO_APPROVAL', null],
  ])
  const skippable = { fact: 'NAME.outcome', operator: 'ONE_OF', value: ['PASS', 'SKIPPED'] }
  expect(lint([rule(skippable)], ['NAME'])).toEqual([])
  expect(lint([rule({ all: [] }, { kind: 'REVIEW' }, 'always'), ok])).toEqual([
    ['UNREACHABLE', 'only'],
    ['NO_APPROVAL', null],
  ])
  expect(lint([rule({ fact: 'X.y', operator: 'EQUAL', value: 1 }), ok])).toEqual([
    ['UNKNOWN_FACT', 'only'],
    ['DUPLICATE_ID', 'only'],
  ])
  expect(lint([rule({ all: [] })])).toEqual([['APPROVES_BY_DEFAULT', 'only']])
})

test('of each operator and its opposite, a fact of the right kind satisfies one, a missing one neither', () => {
  const cases = [
    [3, 3],
    [2, 3],
    [4, 3],
    ['A', 'A'],
    ['B', 'A'],
    [true, false],
  ] as const
  for (const operator of operators) {
    expect(oppositeOf[oppositeOf[operator]]).toBe(operator)
    expect(satisfies(null, operator, 3)).toBe(false)
    expect(satisfies(Number.NaN, operator, 3)).toBe(false)
    for (const [fact, value] of cases) {
      const both = satisfies(fact, operator, value) && satisfies(fact, oppositeOf[operator], value)
      expect(both).toBe(false)
    }
  }
  expect(satisfies(['AGE_UNDER'], 'INCLUDES', 'AGE_UNDER')).toBe(true)
  expect(satisfies([], 'EXCLUDES', 'AGE_UNDER')).toBe(true)
})

test('ids of facts reach own properties only', () => {
  expect(factValue({ NAME: { tier: 'EXACT' } }, 'NAME.tier')).toBe('EXACT')
  for (const path of ['NAME.constructor', '__proto__.x', 'NAME.tier.length', '$..tier', '']) {
    expect(factValue({ NAME: { tier: 'EXACT' } }, path)).toBeNull()
  }
})

test('the hash stands for the content, not for the order of its keys', async () => {
  const { profile } = presetOf('FULL')
  const reversed = Object.fromEntries(Object.entries(profile).toReversed())
  expect(await profileHash(parseCheckProfile(reversed))).toBe(await profileHash(profile))
  expect(await profileHash(profile)).toMatch(/^[0-9a-f]{64}$/)
  expect(await profileHash({ ...profile, scene: 'OWN' })).not.toBe(await profileHash(profile))
  expect(parseCheckProfile(JSON.parse(canonicalProfile(profile)))).toEqual(profile)
})

test('every threshold has a row for the editor', () => {
  expect(new Set(Object.keys(thresholdTable))).toEqual(
    new Set(Object.keys(thresholdsSchema.parse({}))),
  )
})

test('rules and traces read as sentences in both languages', async () => {
  const profile = profileOf(
    rule(
      { all: [ageAtLeast(20), { fact: 'NAME.outcome', operator: 'EQUAL', value: 'PASS' }] },
      { kind: 'APPROVE' },
      'adult',
    ),
    rule(
      { not: { fact: 'NAME.reasons', operator: 'INCLUDES', value: 'NAME_VARIANT' } },
      { kind: 'ASK_AGAIN', slots: ['FRONT'], reasonCodes: ['IMG_BLUR'] },
      'variant',
    ),
  )
  expect(profileSentences(profile, 'ja')).toEqual([
    '「生年月日・年齢：年齢」が20歳以上である、かつ「氏名一致：判定」がOKであるとき、承認する。',
    '（「氏名一致：判定理由」に「氏名の異体字」がある）に当てはまらないとき、表面の再提出を依頼する（判定理由：画像不鮮明（ピント・手ブレ））。',
    'どのルールにも当てはまらないときは、キュー「standard」で目視審査にする。',
  ])
  expect(profileSentences(profile, 'en')[0]).toBe(
    'If “Birth date and age: age” is at least 20 years and “Name: outcome” is Pass, approve.',
  )
  const urgent = profileOf(
    rule(
      ageAtLeast(90),
      { kind: 'REVIEW', priority: 80, outsource: true, secondPerson: true, reasonCodes: ['OTHER'] },
      'old',
    ),
  )
  expect(profileSentences(urgent, 'ja')[0]).toBe(
    '「生年月日・年齢：年齢」が90歳以上であるとき、キュー「standard」で目視審査にする（優先度：80、外部委託可、二人で確認、判定理由：その他）。',
  )
  expect(profileSentences(urgent, 'en')[0]).toBe(
    'If “Birth date and age: age” is at least 90 years, send to review in the queue “standard” (priority 80; a partner may resolve it; a second person confirms; reason: Other).',
  )
  const results = [...aged(30), result('NAME', { outcome: 'SKIPPED' })]
  const { trace } = await evaluateProfile(profile, results)
  expect(traceSentences(trace, profile, 'ja')).toEqual([
    '「adult」は成立しませんでした（「氏名一致：判定」＝対象外）。',
    '「variant」は判断に必要な情報がなく、成立しませんでした（「氏名一致：判定理由」＝不明）。',
  ])
  expect(traceSentences(trace, profile, 'vi')).toEqual(traceSentences(trace, profile, 'en'))
})

test('every fact can be said in both languages, with each of its values', () => {
  for (const fact of facts) {
    const value =
      fact.kind === 'NUMBER'
        ? fact.min
        : fact.kind === 'FLAG'
          ? true
          : fact.kind === 'ENUM'
            ? fact.values[0]
            : 'OTHER'
    const operator = fact.kind === 'REASONS' ? 'INCLUDES' : 'EQUAL'
    const profile = profileOf(rule({ fact: fact.id, operator, value }, { kind: 'REVIEW' }))
    expect(comparisonsOf(profile.rules[0]?.when ?? { all: [] })).toHaveLength(1)
    for (const locale of ['ja', 'en'] as const) {
      expect(profileSentences(profile, locale)[0]).toContain(fact.words[locale])
    }
  }
})

test('the linter names what the schema would refuse: nesting without end, and an empty list', () => {
  const ok = rule(ageAtLeast(20), undefined, 'ok')
  let deep: unknown = ageAtLeast(20)
  for (let level = 0; level < 6; level += 1) deep = { not: deep }
  expect(lint([ok, rule(deep)])).toEqual([['TOO_DEEP', 'only']])
  const emptied = { fact: 'NAME.outcome', operator: 'ONE_OF', value: [] }
  expect(conditionProblem({ fact: 'NAME.outcome', operator: 'ONE_OF', value: [] })).toBe(
    'VALUE_UNFIT',
  )
  expect(checkProfileShape.safeParse(draft([rule(emptied)], [])).success).toBe(false)
})

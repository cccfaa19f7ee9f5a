import { expect, test } from 'vitest'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { lintProfile, lintReport, type Law } from '../../rules/lint.ts'
import { satisfies } from '../../rules/operators.ts'
import { presetOf } from '../../rules/presets.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { allCases, countCases } from '../../specimens/profiles/all-cases.ts'
import { foundBy } from '../../specimens/profiles/found-by-linter.ts'
import { smallPlan, smallProfile } from '../../specimens/profiles/small-profiles.ts'
import { trueFindings } from '../../specimens/profiles/true-findings.ts'
import { createRandom } from '../../specimens/random.ts'

test('the linter says of a profile exactly what deciding all its cases shows', async () => {
  const seen = new Set<string>()
  for (let seed = 1; seed <= 250; seed += 1) {
    const random = createRandom(seed)
    const profile = smallProfile(random, smallPlan(random))
    if (countCases(profile) > 1_500) continue
    const { findings, complete } = lintReport(profile)
    const truth = await trueFindings(profile)
    const found = foundBy(profile, allCases(profile), findings)
    expect(complete).toBe(true)
    expect([seed, ...[...found].toSorted()]).toEqual([seed, ...[...truth].toSorted()])
    for (const each of truth) seen.add(each.split(' ')[0] ?? '')
  }
  expect([...seen].toSorted()).toEqual([
    'GAP',
    'NEVER_HOLDS',
    'NO_APPROVAL',
    'OPPOSED',
    'SHADOWED',
    'UNREACHABLE',
  ])
}, 120_000)

const age = (operator: string, value: number) => ({ fact: 'DOB_AGE.age', operator, value })
const profileOf = (...rules: readonly (readonly [when: unknown, effect: unknown])[]) =>
  parseCheckProfile({
    ...presetOf('FULL').profile,
    scene: 'OWN',
    rules: rules.map(([when, effect], index) => ({ id: `rule-${index + 1}`, when, effect })),
  })
const approve = { kind: 'APPROVE' }
const decline = { kind: 'DECLINE' }

test('each proof is a case that the evaluator decides as the proof says', async () => {
  for (let seed = 300; seed <= 400; seed += 1) {
    const random = createRandom(seed)
    const profile = smallProfile(random, smallPlan(random))
    for (const { code, rule, proof } of lintReport(profile).findings) {
      if (!proof) continue
      const { decidedBy, trace } = await evaluateProfile(profile, proof.results)
      expect(proof.decidedBy).toBe(decidedBy)
      const own = trace.find((each) => each.rule === rule)
      if (code === 'SHADOWED' || code === 'UNREACHABLE' || code === 'OPPOSED') {
        expect(own).toMatchObject({ outcome: 'HOLDS', decided: false })
      }
      if (code === 'OPPOSED') expect(proof.rules).toEqual([decidedBy])
      if (code === 'GAP') expect(decidedBy).toBeNull()
      if (code === 'NEVER_HOLDS') {
        const met = proof.comparisons.map(({ fact, operator, value }) =>
          satisfies(proof.facts.find((each) => each.fact === fact)?.value ?? null, operator, value),
        )
        expect(met.at(-1)).toBe(false)
      }
    }
  }
})

test('a gap is told with its range, between whole numbers too', () => {
  const [gap] = lintProfile(profileOf([age('LESS', 20), decline], [age('MORE', 20), approve]))
  expect(gap).toMatchObject({ code: 'GAP', severity: 'NOTE', rule: 'rule-1', fact: 'DOB_AGE.age' })
  expect(gap?.proof).toMatchObject({
    rules: ['rule-1', 'rule-2'],
    range: { from: 20, fromIncluded: true, to: 20, toIncluded: true },
    facts: [{ fact: 'DOB_AGE.age', value: 20 }],
    decidedBy: null,
  })
  expect(
    lintProfile(profileOf([age('AT_MOST', 19), decline], [age('AT_LEAST', 20), approve])),
  ).toEqual([])
})

test('rules that contradict, hide and oppose one another are told with the rules and comparisons at fault', () => {
  const profile = profileOf(
    [age('LESS', 18), decline],
    [{ all: [age('LESS', 16), age('MORE', 3)] }, { kind: 'REVIEW' }],
    [{ all: [age('MORE', 20), age('LESS', 21)] }, { kind: 'REVIEW' }],
    [age('AT_LEAST', 17), approve],
  )
  const told = lintProfile(profile)
  expect(told.map(({ code, rule }) => [code, rule])).toEqual([
    ['SHADOWED', 'rule-2'],
    ['NEVER_HOLDS', 'rule-3'],
    ['OPPOSED', 'rule-4'],
  ])
  expect(told.map(({ proof }) => proof?.rules)).toEqual([['rule-1'], [], ['rule-1']])
  expect(told[1]?.proof?.comparisons).toEqual([age('MORE', 20), age('LESS', 21)])
  expect(told[2]?.proof?.facts).toEqual([{ fact: 'DOB_AGE.age', value: 17 }])
})

test('two rules that only together take every case hide a third', () => {
  const profile = profileOf(
    [age('LESS', 18), decline],
    [age('AT_LEAST', 18), approve],
    [age('NOT_EQUAL', 30), { kind: 'REVIEW' }],
  )
  expect(lintProfile(profile)).toMatchObject([
    { code: 'SHADOWED', rule: 'rule-3', proof: { rules: ['rule-1', 'rule-2'] } },
  ])
})

test('an approval that the law forbids on the day is told, with a case that would be approved', async () => {
  const { profile } = presetOf('FULL')
  const law = (day: string): Law => ({ regime: 'APTCP', method: 'DOC_SELFIE', day })
  expect(lintProfile(profile, { regime: 'APTCP', method: 'JPKI', day: '2027-04-01' })).toEqual([])
  expect(lintProfile(profile, law('2027-03-31'))).toMatchObject([
    { code: 'LAW_ENDS', rule: 'approve', proof: { law: { lastDay: '2027-03-31' } } },
  ])
  const [forbidden] = lintProfile(profile, law('2027-04-01'))
  expect(forbidden).toMatchObject({ code: 'FORBIDDEN_BY_LAW', rule: 'approve' })
  const { effect } = await evaluateProfile(profile, forbidden?.proof?.results ?? [])
  expect(effect.kind).toBe('APPROVE')
})

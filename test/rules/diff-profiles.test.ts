import { expect, test } from 'vitest'
import { diffProfiles, isSameProfile } from '../../rules/diff-profiles.ts'
import { diffInWords } from '../../rules/diff-words.ts'
import { presetOf } from '../../rules/presets.ts'
import { parseCheckProfile, type CheckProfile, type Rule } from '../../rules/profile-schema.ts'

const { profile } = presetOf('FULL')
const withRules = (rules: readonly Rule[]): CheckProfile => ({ ...profile, rules })
const ruleAt = (index: number): Rule => {
  const rule = profile.rules[index]
  if (!rule) throw new Error('expected a rule')
  return rule
}
const kindsOf = (after: CheckProfile) => diffProfiles(profile, after).map(({ kind }) => kind)

test('a profile does not differ from itself, in whatever order its keys stand', () => {
  const shuffled = parseCheckProfile(
    JSON.parse(JSON.stringify(profile), (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ),
  )
  const rules = profile.rules.map(({ id, ...rest }) => ({ ...rest, id }))
  for (const same of [profile, shuffled, withRules(rules)]) {
    expect(diffProfiles(profile, same)).toEqual([])
    expect(isSameProfile(profile, same)).toBe(true)
  }
})

test('a scene, a check, a threshold and what follows without a rule are told with before and after', () => {
  const after: CheckProfile = {
    ...profile,
    scene: 'OWN',
    checks: { ...profile.checks, NAME: { on: false } },
    thresholds: { ...profile.thresholds, minAge: 20, nameTolerance: 'EXACT' },
    otherwise: { kind: 'DECLINE', reasonCodes: ['AGE_UNDER'] },
  }
  expect(diffInWords(profile, after, 'en')).toMatchObject([
    { subject: 'Scene', before: 'Full identity check', after: 'A scene of one’s own' },
    { subject: 'Name', before: 'on', after: 'off' },
    { subject: 'Least age', before: 'not asked', after: '20 years' },
    { before: 'glyph variants (髙 and 高) allowed', after: 'same characters' },
    { subject: 'If no rule holds', after: expect.stringMatching(/^decline \(reason: /) },
  ])
  expect(diffInWords(after, profile, 'ja')).toMatchObject([
    { subject: '用途', before: '独自', after: '本人確認（全項目）' },
    { before: 'オフ', after: 'オン' },
    { subject: '最低年齢', before: '20歳', after: '条件にしない' },
    { before: '字形まで一致', after: '異体字（髙・高など）を許す' },
    { subject: 'どのルールにも当てはまらないとき' },
  ])
})

test('a rule that is new, gone or reworded is told with its sentences', () => {
  const fresh: Rule = {
    id: 'too-young',
    name: { ja: '40歳未満', en: 'Below forty' },
    when: { fact: 'DOB_AGE.age', operator: 'LESS', value: 40 },
    effect: { kind: 'DECLINE', reasonCodes: [] },
  }
  const altered: Rule = { ...ruleAt(1), effect: { kind: 'DECLINE', reasonCodes: [] } }
  const after = withRules([fresh, altered, ...profile.rules.slice(2)])
  const words = diffInWords(profile, after, 'en')
  expect(words.map(({ told }) => told)).toEqual(['removed', 'new, in place 1', 'changed'])
  expect(words[1]).toMatchObject({
    subject: 'Below forty',
    before: null,
    after: 'If “Birth date and age: age” is below 40 years, decline.',
  })
  expect(words[0]?.before).toMatch(/^If /)
  expect(words[2]?.before).not.toBe(words[2]?.after)
  expect(diffInWords(profile, after, 'ja')[1]).toMatchObject({
    subject: '40歳未満',
    told: '追加（1番目）',
  })
})

test('a rule that only got another name says so once', () => {
  const named = { ...ruleAt(0), name: { ja: '新名称', en: 'Another name' } }
  expect(diffInWords(profile, withRules([named, ...profile.rules.slice(1)]), 'en')).toEqual([
    {
      key: expect.any(String),
      subject: 'Another name',
      told: `changed, was named “${ruleAt(0).name?.en}”`,
      before: null,
      after: null,
    },
  ])
})

test('of rules in another order only those that were moved are told, with how they are tried now', () => {
  const [first, ...rest] = profile.rules
  if (!first) throw new Error('expected a rule')
  expect(diffProfiles(profile, withRules([...rest, first]))).toEqual([
    { kind: 'MOVED', rule: first, before: 1, after: profile.rules.length },
  ])
  expect(diffInWords(profile, withRules([...rest, first]), 'en')[0]?.told).toBe(
    `moved from place 1 to ${profile.rules.length}, so it is tried later`,
  )
  const last = ruleAt(profile.rules.length - 1)
  const raised = diffInWords(profile, withRules([last, ...profile.rules.slice(0, -1)]), 'ja')
  expect(raised.map(({ told }) => told)).toEqual([
    `順序の変更（${profile.rules.length}番目から1番目へ。先に適用されます）`,
  ])
  // what stands elsewhere because another is gone was not moved
  expect(kindsOf(withRules(profile.rules.slice(1)))).toEqual(['REMOVED'])
})

test('two hundred rules turned round are told at once, each change under a key of its own', () => {
  const rules = Array.from({ length: 200 }, (_, i) => ({ ...ruleAt(0), id: `r-${i}` }))
  const began = performance.now()
  const words = diffInWords(withRules(rules), withRules(rules.toReversed()), 'en')
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(words).toHaveLength(199)
  expect(new Set(words.map(({ key }) => key)).size).toBe(199)
})

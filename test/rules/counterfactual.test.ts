import { expect, test } from 'vitest'
import type { CheckResult } from '../../domain/check.ts'
import { counterfactualOf } from '../../rules/counterfactual.ts'
import { counterfactualSentence } from '../../rules/counterfactual-sentence.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'
import { presetOf } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { runChecks } from '../../rules/run-checks.ts'
import { doubtful, face, field, inOrder, liveness, readingWith, thickness } from './findings.ts'

const { profile: full } = presetOf('FULL')
const asking = (thresholds: Partial<CheckProfile['thresholds']>): CheckProfile => ({
  ...full,
  thresholds: { ...full.thresholds, ...thresholds },
})
const told = (
  findings: Partial<CheckFindings>,
  profile = full,
  wished: 'APPROVE' | 'OTHER' = 'APPROVE',
) => {
  const results = runChecks({ ...inOrder, ...findings }, profile)
  const found = counterfactualOf(profile, results, wished)
  return (
    found && {
      ...found,
      ja: counterfactualSentence(found, 'ja'),
      en: counterfactualSentence(found, 'en'),
    }
  )
}
const lowFace = { ...face, score: 0.45, farLevel: 'MEDIUM' } as const

test('an age that fell short is told with the age that would have done', () => {
  const young = readingWith(field('birthDate', '平成19年3月15日生', '2007-03-15'))
  const declared = { ...inOrder.declared, birthDate: '2007-03-15' }
  const found = told({ documentReading: young, declared }, asking({ minAge: 20 }))
  expect(found?.changes).toEqual([{ fact: 'DOB_AGE.age', seen: 19, needed: 20 }])
  expect(found?.en).toBe(
    'Had “Birth date and age: age” been at least 20 years instead of 19 years, the outcome would have been: approve.',
  )
  expect(found?.ja).toBe('「生年月日・年齢：年齢」が20歳以上（実際は19歳）であれば、承認でした。')
})

test('a face level that fell short is told as the level that would have done, where the profile asks for a lower one too', () => {
  expect(told({ face: lowFace })?.changes).toEqual([
    { fact: 'FACE_MATCH.score', seen: 0.45, needed: 0.485 },
  ])
  expect(
    told({ face: { ...lowFace, farLevel: 'LOW' } }, asking({ faceFarLevel: 'MEDIUM' }))?.changes,
  ).toEqual([{ fact: 'FACE_MATCH.farLevel', seen: 'LOW', needed: 'MEDIUM' }])
})

test('days, counts and signs of a copy are told by the number at which they would have done', () => {
  const late = readingWith(field('expiryDate', '2026年11月20日まで有効', '2026-11-20'))
  expect(told({ documentReading: late })?.changes).toEqual([
    { fact: 'EXPIRY.remainingDays', seen: -4, needed: 0 },
  ])
  expect(told({ duplicateCount: 2 })?.changes).toEqual([
    { fact: 'DUPLICATE.count', seen: 2, needed: 0 },
  ])
  const signals = [{ kind: 'SCREEN', score: 0.8, slot: 'FRONT', box: null }] as const
  const authenticity = { signals, by: face.by }
  expect(told({ authenticity })?.changes).toEqual([
    { fact: 'DOC_AUTHENTICITY.screen', seen: 0.8, needed: 0.499 },
  ])
})

test('a name that agrees too little is told by the agreement that would have done', () => {
  const documentReading = readingWith(field('name', '斉藤 太郎'))
  const found = told({ documentReading, declared: { ...inOrder.declared, name: '斎藤太郎' } })
  expect(found?.changes).toEqual([{ fact: 'NAME.tier', seen: 'LOOSE', needed: 'GLYPH' }])
  expect(found?.ja).toBe(
    '「氏名一致：氏名の一致度」が異体字の違いのみ（実際は関連字の違いあり）であれば、承認でした。',
  )
})

test('what could not be read is imagined read, and what a machine alone judges is imagined judged otherwise', () => {
  const unread = readingWith(doubtful('expiryDate', null, ['2028', '2023']))
  expect(told({ documentReading: unread })?.changes.map(({ fact }) => fact)).toEqual([
    'IMAGE_QUALITY.unreadableFields',
    'EXPIRY.remainingDays',
  ])
  expect(
    told({ thickness: { ...thickness, accepted: false, reasonCodes: ['THICKNESS_NG'] } })?.changes,
  ).toEqual([{ fact: 'THICKNESS.outcome', seen: 'FAIL', needed: 'PASS' }])
  const [first] = liveness.steps
  const halfTurned = {
    ...liveness,
    live: false,
    reasonCodes: ['LIVENESS_NG'] as const,
    steps: first ? [first, { ...first, seen: false }] : [],
  }
  expect(told({ liveness: halfTurned })?.changes).toEqual([
    { fact: 'LIVENESS.turnsSeen', seen: 1, needed: 2 },
  ])
})

test('a machine that failed can only have worked', () => {
  expect(told({ machineUnavailable: ['FACE_MATCH'] })?.changes).toEqual([
    { fact: 'FACE_MATCH.outcome', seen: 'UNCERTAIN', needed: 'PASS' },
  ])
})

test('where two facts stand in the way, both are named; where five do, that is no small change', () => {
  const two = told({ face: lowFace, duplicateCount: 1 })
  expect(two?.changes.map(({ fact }) => fact)).toEqual(['FACE_MATCH.score', 'DUPLICATE.count'])
  expect(two?.ja).toContain('以上（実際は0.45）、かつ')
  const five = {
    face: lowFace,
    duplicateCount: 1,
    thickness: { ...thickness, accepted: false, reasonCodes: ['THICKNESS_NG'] as const },
    liveness: { ...liveness, live: false, reasonCodes: ['LIVENESS_NG'] as const },
    documentReading: readingWith(field('expiryDate', '2026年11月20日まで有効', '2026-11-20')),
  }
  expect(told(five)).toBeNull()
})

test('of an approval the nearest fact is told that would have spoilt it', () => {
  expect(told({}, full, 'APPROVE')).toBeNull()
  const old = { ...face, score: 0.49 }
  const found = told({ face: old }, full, 'OTHER')
  expect(found).toMatchObject({
    outcome: 'REVIEW',
    changes: [{ fact: 'FACE_MATCH.score', seen: 0.49 }],
  })
})

test('a rule of one’s own over one number is met just at its number', () => {
  const strict: CheckProfile = {
    ...full,
    rules: [
      {
        id: 'small-portrait',
        when: { fact: 'FACE_MATCH.portraitWidthPx', operator: 'LESS', value: 200 },
        effect: {
          kind: 'REVIEW',
          reasonCodes: [],
          queue: 'standard',
          priority: 0,
          outsource: false,
          secondPerson: false,
        },
      },
      ...full.rules,
    ],
  }
  expect(told({}, strict)?.changes).toEqual([
    { fact: 'FACE_MATCH.portraitWidthPx', seen: 180, needed: 200 },
  ])
})

test('a record of another release, or of nobody’s making, breaks nothing', () => {
  const odd: CheckResult = {
    key: 'NAME',
    outcome: 'FAIL',
    score: Number.NaN,
    reasonCodes: ['NAME_MISMATCH'],
    evidence: [],
    facts: { tier: '__proto__', support: 'READ', constructor: 1e308 },
    by: face.by,
  }
  const results = runChecks(inOrder, full).map((result) => (result.key === 'NAME' ? odd : result))
  expect(counterfactualOf(full, results, 'APPROVE')?.changes).toEqual([
    { fact: 'NAME.outcome', seen: 'FAIL', needed: 'PASS' },
  ])
  expect(counterfactualOf(full, [], 'APPROVE')).toBeNull()
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { counterfactualOf } from '../../rules/counterfactual.ts'
import { counterfactualSentence } from '../../rules/counterfactual-sentence.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { presetOf } from '../../rules/presets.ts'

const { profile } = presetOf('FULL')

const record = (key: CheckKey, changes: Partial<CheckResult> = {}): CheckResult => ({
  key,
  outcome: 'PASS',
  score: null,
  reasonCodes: [],
  evidence: [],
  facts: {},
  by: { engine: 'test', model: null, version: '1' },
  ...changes,
})
const recordsWith = (...changed: readonly CheckResult[]): readonly CheckResult[] =>
  checkKeys.map((key) => changed.find((each) => each.key === key) ?? record(key))

const lowFace = record('FACE_MATCH', {
  outcome: 'UNCERTAIN',
  score: 0.68,
  reasonCodes: ['FACE_DOUBTFUL'],
  facts: { farLevel: 'MEDIUM', margin: -0.03 },
})
const blurred = record('IMAGE_QUALITY', { outcome: 'FAIL', reasonCodes: ['IMG_BLUR'] })

test('a face score that fell short is told with the score that would have done', () => {
  const found = counterfactualOf(profile, recordsWith(lowFace), 'APPROVE')
  expect(found).toMatchObject({
    changes: [{ key: 'FACE_MATCH', needed: { name: 'score', seen: 0.68 } }],
    decidedBy: 'approve',
  })
  expect(found?.changes[0]?.needed?.needed).toBeCloseTo(0.71)
  expect(found && counterfactualSentence(found, 'en')).toBe(
    'Had “Face match” (“Face match: face score” at least 0.71 instead of 0.68) passed, the outcome would have been: approve.',
  )
  expect(found && counterfactualSentence(found, 'ja')).toBe(
    '「顔照合」（「顔照合：顔照合スコア」が0.71以上、実際は0.68）がOKであれば、承認でした。',
  )
})

test('where two checks stand in the way, both are named, and none alone', () => {
  const found = counterfactualOf(profile, recordsWith(lowFace, blurred), 'APPROVE')
  expect(found?.changes.map(({ key }) => key)).toEqual(['IMAGE_QUALITY', 'FACE_MATCH'])
  expect(found && counterfactualSentence(found, 'ja')).toContain('「画像品質」と「顔照合」')
})

test('what was skipped can’t be made to pass, and five open checks are told as no few', () => {
  const skipped = record('DOC_NUMBER', { outcome: 'SKIPPED' })
  expect(counterfactualOf(profile, recordsWith(skipped), 'APPROVE')).toBeNull()
  const five = (['DOC_TYPE', 'THICKNESS', 'LIVENESS', 'EXPIRY', 'BACK_SIDE'] as const).map((key) =>
    record(key, { outcome: 'UNCERTAIN' }),
  )
  expect(counterfactualOf(profile, recordsWith(...five), 'APPROVE')).toBeNull()
})

test('what is approved already needs no change', () => {
  expect(counterfactualOf(profile, recordsWith(), 'APPROVE')).toBeNull()
})

test('a check that would have passed says also what goes with that', () => {
  const strict = {
    ...profile,
    rules: [
      {
        id: 'doubt',
        when: { fact: 'FACE_MATCH.farLevel', operator: 'NOT_EQUAL', value: 'HIGH' } as const,
        effect: { kind: 'DECLINE', reasonCodes: [] } as const,
      },
      ...profile.rules,
    ],
  }
  expect(counterfactualOf(strict, recordsWith(lowFace), 'APPROVE')?.changes).toHaveLength(1)
})

const anyRecords = fc
  .tuple(...checkKeys.map(() => fc.constantFrom('PASS', 'FAIL', 'UNCERTAIN', 'SKIPPED')))
  .map((outcomes) =>
    checkKeys.map((key, index) => record(key, { outcome: outcomes[index] ?? 'PASS' })),
  )

test('every answer, decided anew by the engine, comes out as wished, and no smaller one does', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords, async (records) => {
      const found = counterfactualOf(profile, records, 'APPROVE')
      const kindWith = async (keys: readonly CheckKey[]) => {
        const changed = records.map((each) => (keys.includes(each.key) ? record(each.key) : each))
        return (await evaluateProfile(profile, changed)).effect.kind
      }
      if (!found) return
      const keys = found.changes.map(({ key }) => key)
      expect(await kindWith(keys)).toBe('APPROVE')
      for (const left of keys) {
        expect(await kindWith(keys.filter((key) => key !== left))).not.toBe('APPROVE')
      }
    }),
    { numRuns: 200 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkKeys, checkResultSchema, outcomes, type CheckResult } from '../../domain/check.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { facts } from '../../rules/facts.ts'
import { lintProfile } from '../../rules/lint.ts'
import { presetOf, presets } from '../../rules/presets.ts'
import { runChecks } from '../../rules/run-checks.ts'
import {
  accepted,
  back,
  doubtful,
  face,
  field,
  inOrder,
  liveness,
  reading,
  readingWith,
  thickness,
} from './findings.ts'

const full = presetOf('FULL').profile
const ageOnly = presetOf('AGE_ONLY').profile
const duplicates = presetOf('DUPLICATE_PREVENTION').profile

async function decide(profile: typeof full, changes: Partial<CheckFindings>) {
  const results = runChecks({ ...inOrder, ...changes }, profile)
  for (const result of results) expect(checkResultSchema.safeParse(result).error).toBeUndefined()
  const { effect, decidedBy } = await evaluateProfile(profile, results)
  return [decidedBy, effect.kind, ...effect.reasonCodes, ...effect.slots]
}

const rejected = (slot: 'FRONT' | 'BACK' | 'FACE', code: 'IMG_BLUR' | 'IMG_GLARE') =>
  inOrder.verdicts.map((each) =>
    each.slot === slot ? { ...accepted(slot), accepted: false, reasonCodes: [code] } : each,
  )
const signal = (kind: 'SCREEN' | 'PRINT' | 'DATES', score: number) => ({
  signals: [{ kind, score, slot: 'FRONT' as const, box: null }],
  by: reading.by,
})
const wrongNumber = '309012345630'
const stranger = { ...face, score: 0.05, farLevel: 'NONE' as const }
const entry = '住所 東京都中央区八丁堀二丁目3番4号'
const ask = 'ASK_AGAIN'

const applicants: readonly (readonly [
  string,
  Partial<CheckFindings>,
  readonly (string | null)[],
])[] = [
  ['everything in order', {}, ['approve', 'APPROVE']],
  ['nothing declared', { declared: {} }, ['approve', 'APPROVE']],
  [
    'building left out',
    { declared: { address: '千代田区霞が関1-1-1 霞ビル' } },
    ['approve', 'APPROVE'],
  ],
  ['expired yesterday', { day: '2028-04-16' }, ['expired', 'DECLINE', 'DOC_EXPIRED']],
  ['on its last day', { day: '2028-04-15' }, ['approve', 'APPROVE']],
  [
    'expiry not read with certainty',
    { documentReading: readingWith(doubtful('expiryDate', '2020-04-15', ['2020', '2028'])) },
    [null, 'REVIEW', 'FIELD_UNREADABLE'],
  ],
  ['a second person’s selfie', { face: stranger }, ['other-face', 'REVIEW', 'FACE_MISMATCH']],
  [
    'a face that matches at a lower level',
    { face: { ...face, score: 0.44, farLevel: 'MEDIUM' } },
    [null, 'REVIEW', 'FACE_DOUBTFUL'],
  ],
  [
    'a stranger on a narrow portrait',
    { face: { ...stranger, portraitWidthPx: 80 } },
    [null, 'REVIEW', 'FACE_DOUBTFUL'],
  ],
  [
    'no face in the selfie',
    { face: { ...stranger, faceCount: 0, faceWidthPx: 0 } },
    ['pictures', ask, 'FACE_NOT_FOUND', 'FACE'],
  ],
  [
    'two faces in the selfie',
    { face: { ...face, faceCount: 2 } },
    ['pictures', ask, 'SELFIE_MANY_FACES', 'FACE', 'LIVENESS'],
  ],
  [
    'a blurred front',
    { verdicts: rejected('FRONT', 'IMG_BLUR') },
    ['pictures', ask, 'IMG_BLUR', 'FRONT'],
  ],
  [
    'a back with glare',
    { verdicts: rejected('BACK', 'IMG_GLARE') },
    ['pictures', ask, 'IMG_GLARE', 'BACK'],
  ],
  [
    'a missing thickness',
    { verdicts: inOrder.verdicts.filter(({ slot }) => slot !== 'THICKNESS') },
    ['pictures', ask, 'IMG_MISSING', 'THICKNESS'],
  ],
  [
    'a sheet of paper',
    { thickness: { ...thickness, accepted: false, thicknessMm: 0.2 } },
    ['pictures', ask, 'THICKNESS_NG', 'THICKNESS'],
  ],
  [
    'another card for the thickness',
    { thickness: { ...thickness, accepted: false, reasonCodes: ['THICKNESS_FACE_MISMATCH'] } },
    ['suspicion', 'REVIEW', 'THICKNESS_FACE_MISMATCH'],
  ],
  [
    'turns not made',
    { liveness: { ...liveness, live: false, reasonCodes: ['LIVENESS_ORDER'] } },
    ['pictures', ask, 'LIVENESS_ORDER', 'LIVENESS'],
  ],
  [
    'another person in the film',
    { liveness: { ...liveness, samePersonScore: 0.1 } },
    ['suspicion', 'REVIEW', 'LIVENESS_PERSON_CHANGED'],
  ],
  [
    'a low passive score',
    { liveness: { ...liveness, passiveScore: 0.2 } },
    [null, 'REVIEW', 'LIVENESS_NG'],
  ],
  [
    'a photo of a screen',
    { authenticity: signal('SCREEN', 0.95) },
    ['suspicion', 'REVIEW', 'SCREEN_SUSPECT'],
  ],
  ['perhaps a copy', { authenticity: signal('PRINT', 0.6) }, [null, 'REVIEW', 'COPY_SUSPECT']],
  [
    'dates that contradict each other',
    { authenticity: signal('DATES', 1) },
    [null, 'REVIEW', 'TAMPER_SUSPECT'],
  ],
  [
    'a wrong check digit',
    { documentReading: readingWith(field('number', `第 ${wrongNumber} 号`, wrongNumber)) },
    ['suspicion', 'REVIEW', 'DOC_NUMBER_INVALID'],
  ],
  [
    'a wrong check digit that the grammar refused',
    {
      documentReading: readingWith(doubtful('number', null, [wrongNumber, wrongNumber])),
    },
    ['suspicion', 'REVIEW', 'DOC_NUMBER_INVALID'],
  ],
  [
    'a number that the engines read differently',
    { documentReading: readingWith(doubtful('number', null, [wrongNumber, '3090123456'])) },
    [null, 'REVIEW', 'FIELD_UNREADABLE'],
  ],
  ['another name', { declared: { name: '山田次郎' } }, [null, 'REVIEW', 'NAME_MISMATCH']],
  [
    'one of two families of a character',
    {
      declared: { name: '斉藤太郎' },
      documentReading: readingWith(field('name', '斎藤 太郎')),
    },
    [null, 'REVIEW', 'NAME_VARIANT'],
  ],
  [
    'a variant glyph',
    {
      declared: { name: '高橋太郎' },
      documentReading: readingWith(field('name', '髙橋 太郎')),
    },
    ['approve', 'APPROVE'],
  ],
  [
    'a name that one engine misread by its shape',
    {
      declared: { name: '山田健一' },
      documentReading: readingWith(doubtful('name', '山田健ー', ['山田健ー', '山田健一'])),
    },
    ['approve', 'APPROVE'],
  ],
  [
    'a name of which one engine read the declaration, the other something else',
    {
      declared: { name: '太田太郎' },
      documentReading: readingWith(doubtful('name', '太田太郎', ['太田太郎', '大田太郎'])),
    },
    [null, 'REVIEW', 'FIELD_UNREADABLE'],
  ],
  [
    'a name that a single engine read',
    {
      declared: { name: '山田太郎' },
      documentReading: readingWith(doubtful('name', '山田太郎', ['山田太郎'])),
    },
    [null, 'REVIEW', 'FIELD_UNREADABLE'],
  ],
  [
    'another house',
    { declared: { address: '東京都千代田区霞が関1-1-2' } },
    [null, 'REVIEW', 'ADDRESS_MISMATCH'],
  ],
  [
    'the former address, when the back has a new one',
    { backReading: { ...back, fields: [field('addressChange', entry)] } },
    [null, 'REVIEW', 'ADDRESS_PARTIAL'],
  ],
  [
    'the new address of the back',
    {
      declared: { address: '東京都中央区八丁堀2-3-4' },
      backReading: {
        ...back,
        fields: [field('addressChange', '令和5年6月1日\n東京都中央区八丁堀二丁目3番4号')],
      },
    },
    ['approve', 'APPROVE'],
  ],
  [
    'another birth date',
    { declared: { birthDate: '1985-03-16' } },
    [null, 'REVIEW', 'DOB_MISMATCH'],
  ],
  [
    'a document that the tenant doesn’t take',
    { acceptedDocuments: [] },
    ['other-document', ask, 'DOC_NOT_ACCEPTED', 'FRONT', 'BACK', 'THICKNESS'],
  ],
  [
    'something that hardly looks like a licence',
    { documentReading: { ...reading, typeScore: 0.3 } },
    [null, 'REVIEW', 'DOC_TYPE_MISMATCH'],
  ],
  ['a second registration', { duplicateCount: 1 }, ['suspicion', 'REVIEW', 'DUPLICATE']],
  [
    'a doubtful mask',
    { masks: inOrder.masks.map((mask) => ({ ...mask, confident: false })) },
    [null, 'REVIEW', 'MASK_REQUIRED'],
  ],
  ['no face machine', { face: null }, [null, 'REVIEW', 'MACHINE_UNAVAILABLE']],
  ['no reader', { documentReading: null }, [null, 'REVIEW', 'MACHINE_UNAVAILABLE']],
  ['no look-up of duplicates', { duplicateCount: null }, [null, 'REVIEW', 'MACHINE_UNAVAILABLE']],
  [
    'a machine said to be down',
    { machineUnavailable: ['THICKNESS'] },
    [null, 'REVIEW', 'MACHINE_UNAVAILABLE'],
  ],
]

test.each(applicants)('the full preset: %s', async (_name, changes, expected) => {
  expect(await decide(full, changes)).toEqual(expected)
})

test.each([
  ['old enough', { day: '2026-11-24' }, ['approve', 'APPROVE']],
  ['on the 18th birthday', { day: '2003-03-15' }, ['approve', 'APPROVE']],
  ['the day before', { day: '2003-03-14' }, ['under-age', 'DECLINE', 'AGE_UNDER']],
  [
    'age not read with certainty',
    { documentReading: readingWith(doubtful('birthDate', '2020-01-01', ['2020', '1920'])) },
    [null, 'REVIEW', 'FIELD_UNREADABLE'],
  ],
  ['expired', { day: '2029-01-01' }, ['expired', 'DECLINE', 'DOC_EXPIRED']],
  ['another person', { face: stranger }, ['other-face', 'REVIEW', 'FACE_MISMATCH']],
  [
    'another address is no matter',
    { declared: { address: '東京都港区1-1' } },
    ['approve', 'APPROVE'],
  ],
  [
    'without a face in the method',
    {
      slots: ['FRONT', 'BACK'],
      verdicts: [accepted('FRONT'), accepted('BACK')],
      face: null,
      liveness: null,
    },
    ['approve', 'APPROVE'],
  ],
] as const)('the age preset: %s', async (_name, changes, expected) => {
  expect(await decide(ageOnly, changes)).toEqual(expected)
})

test('a check of a picture that the method does not ask for is skipped, though its machine gave nothing', () => {
  const results = runChecks(
    {
      ...inOrder,
      slots: ['FRONT', 'BACK'],
      verdicts: [accepted('FRONT'), accepted('BACK')],
      face: null,
      liveness: null,
      thickness: null,
      machineUnavailable: ['FACE_MATCH', 'LIVENESS', 'THICKNESS', 'DOC_AUTHENTICITY'],
    },
    full,
  )
  const of = (key: string) => results.find((result) => result.key === key)
  expect(['FACE_MATCH', 'LIVENESS', 'THICKNESS'].map((key) => of(key)?.outcome)).toEqual([
    'SKIPPED',
    'SKIPPED',
    'SKIPPED',
  ])
  expect(of('DOC_AUTHENTICITY')).toMatchObject({
    outcome: 'UNCERTAIN',
    reasonCodes: ['MACHINE_UNAVAILABLE'],
  })
})

test.each([
  ['the first registration', {}, ['approve', 'APPROVE']],
  ['the second', { duplicateCount: 2 }, ['suspicion', 'REVIEW', 'DUPLICATE']],
  ['no look-up', { duplicateCount: null }, [null, 'REVIEW', 'MACHINE_UNAVAILABLE']],
  ['another name', { declared: { name: '山田次郎' } }, [null, 'REVIEW', 'NAME_MISMATCH']],
] as const)('the duplicate preset: %s', async (_name, changes, expected) => {
  expect(await decide(duplicates, changes)).toEqual(expected)
})

test('every preset is clean for the linter', () => {
  for (const { profile } of presets) expect(lintProfile(profile)).toEqual([])
})

test('checks say exactly the facts of the catalogue', () => {
  const results = runChecks({ ...inOrder, declared: { ...inOrder.declared } }, full)
  expect(results.map(({ key }) => key)).toEqual(checkKeys)
  for (const result of results) {
    const said = [
      'outcome',
      'reasons',
      ...(result.score === null ? [] : ['score']),
      ...Object.keys(result.facts),
    ]
    const known = facts
      .filter(({ owner }) => owner === result.key)
      .map(({ id }) => id.split('.')[1])
    expect(new Set(said), result.key).toEqual(new Set(known))
  }
})

test('no preset approves when a check that must pass did not', async () => {
  const results = runChecks(inOrder, full)
  for (const { profile } of presets) {
    const needed = profile.rules
      .filter(({ effect }) => effect.kind === 'APPROVE')
      .flatMap(({ when }) => ('all' in when ? when.all : []))
      .flatMap((part) => ('fact' in part ? [part.fact.split('.')[0]] : []))
    for (const key of needed) {
      const without = results.filter((result) => result.key !== key)
      const missing = await evaluateProfile(profile, without)
      expect(missing.effect.kind, `${key} missing`).not.toBe('APPROVE')
    }
  }
})

test('an approval means that no switched-on check failed or was uncertain', async () => {
  const all = runChecks(inOrder, full)
  const outcome = fc.constantFrom(...outcomes)
  const changed: fc.Arbitrary<readonly CheckResult[]> = fc
    .array(outcome, { minLength: all.length, maxLength: all.length })
    .map((picked) => all.map((result, i) => ({ ...result, outcome: picked[i] ?? 'FAIL' })))
  await fc.assert(
    fc.asyncProperty(changed, fc.constantFrom(...presets), async (results, { profile }) => {
      const { effect } = await evaluateProfile(profile, results)
      const bad = results.filter(
        ({ key, outcome: each }) =>
          profile.checks[key].on && (each === 'FAIL' || each === 'UNCERTAIN'),
      )
      if (effect.kind === 'APPROVE') expect(bad).toEqual([])
    }),
  )
})

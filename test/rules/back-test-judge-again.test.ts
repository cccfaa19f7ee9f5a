import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckKey, CheckResult } from '../../domain/check.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { judgeAgain, judgedAgain } from '../../rules/back-test-judge-again.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'
import { presetOf } from '../../rules/presets.ts'
import { runChecks } from '../../rules/run-checks.ts'
import { thresholdsSchema, thresholdTable, type Thresholds } from '../../rules/thresholds.ts'
import { back, doubtful, face, field, inOrder, liveness, readingWith } from './findings.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const thresholds: fc.Arbitrary<Thresholds> = fc
  .record({
    minTypeScore: share,
    copySuspicion: share,
    copyCertainty: share,
    minRemainingDays: fc.integer({ min: 0, max: 900 }),
    minAge: fc.option(fc.integer({ min: 0, max: 60 })),
    nameTolerance: fc.constantFrom('EXACT', 'GLYPH', 'LOOSE'),
    buildingOmittedOk: fc.boolean(),
    faceFarLevel: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
    minPassiveScore: share,
  })
  .map((each) => thresholdsSchema.parse(each))

const signal = fc.record({
  kind: fc.constantFrom('SCREEN', 'PRINT', 'GREY', 'BELT_COLOUR', 'DATES', 'NUMBER'),
  score: share,
  slot: fc.constant('FRONT' as const),
  box: fc.constant(null),
})
const reading = fc.record({
  typeScore: share,
  name: fc.constantFrom('山田 太郎', '山田 太朗', '髙田 太郎'),
  declaredName: fc.constantFrom('山田 太郎', '高田 太郎', undefined),
  address: fc.constantFrom(
    '東京都千代田区霞が関一丁目1番1号',
    '東京都千代田区霞が関一丁目1番1号 霞が関ビル101',
    '千代田区霞が関一丁目1番1号',
    '大阪府大阪市北区梅田1-1',
  ),
  birthDate: fc.constantFrom('1985-03-15', '2010-01-01', '2001-12-31'),
  declaredBirthDate: fc.constantFrom('1985-03-15', undefined),
  expiryDate: fc.constantFrom('2028-04-15', '2026-12-01', '2026-01-01'),
  trusted: fc.boolean(),
  moved: fc.constantFrom(
    null,
    '東京都千代田区霞が関一丁目1番1号',
    '東京都千代田区霞が関一丁目1番1号 霞が関ビル101',
  ),
})
const findings: fc.Arbitrary<CheckFindings> = fc
  .record({
    read: reading,
    signals: fc.array(signal, { maxLength: 6 }),
    face: fc.record({
      score: share,
      farLevel: fc.constantFrom('NONE', 'LOW', 'MEDIUM', 'HIGH'),
      portraitWidthPx: fc.constantFrom(0, 80, 180),
      faceCount: fc.integer({ min: 0, max: 2 }),
    }),
    live: fc.boolean(),
    reasonCodes: fc.constantFrom<ReasonCode[][]>([], ['LIVENESS_NG'], ['LIVENESS_ORDER']),
    passiveScore: fc.option(share),
    otherFaces: fc.integer({ min: 0, max: 1 }),
    unavailable: fc.constantFrom<CheckKey[][]>(
      [],
      ['FACE_MATCH'],
      ['LIVENESS', 'DOC_AUTHENTICITY'],
    ),
  })
  .map(({ read, signals, face: seen, unavailable, ...film }): CheckFindings => {
    const text = (key: 'expiryDate' | 'birthDate', value: string) =>
      read.trusted ? field(key, value, value) : doubtful(key, value, [value, ''])
    return {
      ...inOrder,
      declared: {
        ...(read.declaredName === undefined ? {} : { name: read.declaredName }),
        ...(read.declaredBirthDate === undefined ? {} : { birthDate: read.declaredBirthDate }),
        address: '東京都千代田区霞が関一丁目1番1号 霞が関ビル101',
      },
      documentReading: {
        ...readingWith(
          field('name', read.name),
          field('address', read.address),
          text('birthDate', read.birthDate),
          text('expiryDate', read.expiryDate),
        ),
        typeScore: read.typeScore,
      },
      backReading:
        read.moved === null ? back : { ...back, fields: [field('addressChange', read.moved)] },
      authenticity: { signals, by: face.by },
      face: { ...face, ...seen },
      liveness: { ...liveness, ...film },
      machineUnavailable: unavailable,
    }
  })

/** What rules can see of a record. */
const seenOf = ({ outcome, score, reasonCodes, facts, evidence }: CheckResult) => ({
  outcome,
  score,
  facts,
  reasonCodes: reasonCodes.toSorted(),
  slots: [...new Set(evidence.map(({ slot }) => slot))].toSorted(),
})

test('facts judged again under other thresholds say what the check itself would have said', () => {
  const told = new Set<string>()
  fc.assert(
    fc.property(findings, thresholds, thresholds, (found, then, now) => {
      const { profile } = presetOf('FULL')
      const past = runChecks(found, { ...profile, thresholds: then })
      const today = runChecks(found, { ...profile, thresholds: now })
      past.forEach((result, index) => {
        const again = judgeAgain(result, now, found.documentType)
        const fresh = today[index]
        if (!again || !fresh) return
        if (again.outcome !== result.outcome) told.add(`${result.key} ${again.outcome}`)
        expect({ key: result.key, ...seenOf(again) }).toEqual({ key: result.key, ...seenOf(fresh) })
      })
    }),
    { numRuns: 2000 },
  )
  // the property is worth something: sides were changed in both directions
  for (const key of judgedAgain) {
    expect(
      [...told].some((each) => each.startsWith(`${key} PASS`)),
      key,
    ).toBe(true)
    expect(
      [...told].some((each) => each.startsWith(key) && !each.endsWith('PASS')),
      key,
    ).toBe(true)
  }
})

test('every check that a threshold moves is judged again', () => {
  expect([...judgedAgain].toSorted()).toEqual(
    [...new Set(Object.values(thresholdTable).map(({ check }) => check))].toSorted(),
  )
})

test('it is told where facts do not say enough', () => {
  const { profile } = presetOf('FULL')
  const of = (key: string, found: CheckFindings, minAge: number | null) =>
    runChecks(found, { ...profile, thresholds: { ...profile.thresholds, minAge } }).find(
      (each) => each.key === key,
    )
  const skipped = of('DOB_AGE', { ...inOrder, declared: {} }, null)
  expect(skipped?.outcome).toBe('SKIPPED')
  if (!skipped) return
  const older = { ...profile.thresholds, minAge: 18 }
  expect(judgeAgain(skipped, older, 'DRIVERS_LICENCE')).toBeNull()
})

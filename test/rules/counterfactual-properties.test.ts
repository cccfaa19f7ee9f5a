import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { newId } from '../../domain/ids.ts'
import type { FarLevel } from '../../domain/findings.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'
import type { Comparison } from '../../rules/condition.ts'
import { counterfactualOf } from '../../rules/counterfactual.ts'
import { compileDecider } from '../../rules/decide-many.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { factsById } from '../../rules/facts.ts'
import { presetOf } from '../../rules/presets.ts'
import { parseCheckProfile, type CheckProfile } from '../../rules/profile-schema.ts'
import { runChecks } from '../../rules/run-checks.ts'
import { distanceOf } from '../../rules/what-if/candidate-values.ts'
import { factsOfRecord, imagine, isUnderstood } from '../../rules/what-if/imagine.ts'
import { createPast } from '../../specimens/past-sessions/past-session.ts'
import { doubtful, face, field, inOrder, readingWith } from './findings.ts'

test('every record of past sessions is understood, and every change that is told leads, decided anew by the engine, where it says', async () => {
  const { profile } = presetOf('FULL')
  const toMs = Date.UTC(2026, 10, 24, 3)
  const past = createPast({
    seed: 7,
    sessions: 200,
    fromMs: toMs - 90 * 86_200_000,
    toMs,
    settled: true,
    backlogMs: 0,
    profile,
    profileVersionId: newId(toMs),
    profileSha256: '',
    acceptedDocuments: ['DRIVERS_LICENCE'],
    reviewers: [{ memberId: newId(toMs), seconds: 60, errorRate: 0.02 }],
    sessionLifeMs: 7 * 86_200_000,
    caseDueMs: 86_200_000,
    maxResubmissions: 3,
  })
  let told = 0
  for (let index = 0; index < 200; index += 1) {
    const { attempts } = await past(index)
    for (const { checked } of attempts) {
      if (!checked) continue
      const { results } = checked
      for (const result of results) {
        const silent =
          result.outcome === 'SKIPPED' || result.reasonCodes.includes('MACHINE_UNAVAILABLE')
        if (!silent)
          expect([result, isUnderstood(result, profile.thresholds)]).toEqual([result, true])
      }
      const came = (await evaluateProfile(profile, results)).effect.kind
      const found = counterfactualOf(profile, results, came === 'APPROVE' ? 'OTHER' : 'APPROVE')
      expect(found).toEqual(
        counterfactualOf(profile, results, came === 'APPROVE' ? 'OTHER' : 'APPROVE'),
      )
      if (!found) continue
      const changed = results.map((result) => changedBy(profile, result, found.changes))
      if (changed.includes(null)) continue
      told += 1
      const again = await evaluateProfile(
        profile,
        changed.filter((each) => each !== null),
      )
      expect(again.effect.kind).toBe(found.outcome)
      expect(again.effect.kind === 'APPROVE').toBe(came !== 'APPROVE')
      expect(again.decidedBy).toBe(found.decidedBy)
    }
  }
  expect(told).toBeGreaterThan(120)
})

/** Null: the check as a whole would have had to pass. */
function changedBy(
  { thresholds }: CheckProfile,
  result: CheckResult,
  changes: NonNullable<ReturnType<typeof counterfactualOf>>['changes'],
): CheckResult | null {
  const own = changes.filter(({ fact }) => fact.startsWith(`${result.key}.`))
  if (own.length === 0) return result
  if (!isUnderstood(result, thresholds)) return null
  return imagine(
    result,
    thresholds,
    new Map(own.map(({ fact, needed }) => [fact.slice(result.key.length + 1), needed])),
  )
}

const small: readonly CheckKey[] = ['EXPIRY', 'DOB_AGE', 'FACE_MATCH', 'DUPLICATE']
const days = [-2, -1, 0, 1, 2, 3, 4]
const ages = [17, 18, 19, 20, 21]
const levels: readonly FarLevel[] = ['HIGH', 'MEDIUM', 'LOW', 'NONE']

/** Everything that the four checks can say here, each by the check itself. */
const everything: readonly (readonly Partial<CheckFindings>[])[] = [
  [
    { documentReading: readingWith(doubtful('expiryDate', null, [])) },
    ...days.map((each) => ({
      documentReading: readingWith(field('expiryDate', dayAfter(each), dayAfter(each))),
    })),
  ],
  [
    { documentReading: readingWith(doubtful('birthDate', null, [])) },
    ...ages.flatMap((age) =>
      [true, false].map((matches) => {
        const born = `${2026 - age}-01-15`
        return {
          documentReading: readingWith(field('birthDate', born, born)),
          declared: { birthDate: matches ? born : '1950-01-01' },
        }
      }),
    ),
  ],
  levels.flatMap((farLevel) =>
    [1, 2].map((faceCount) => ({
      face: { ...face, farLevel, faceCount, score: farLevel === 'HIGH' ? face.score : 0.2 },
    })),
  ),
  [0, 1, 2, 3].map((duplicateCount) => ({ duplicateCount })),
]

function dayAfter(count: number): string {
  return new Date(Date.parse(inOrder.day) + count * 86_200_000).toISOString().slice(0, 10)
}

const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    fact: fc.constant('EXPIRY.remainingDays'),
    operator: fc.constantFrom('LESS', 'AT_LEAST', 'MORE', 'AT_MOST', 'EQUAL'),
    value: fc.constantFrom(0, 1, 2),
  }),
  fc.record({
    fact: fc.constant('DOB_AGE.age'),
    operator: fc.constantFrom('LESS', 'AT_LEAST', 'NOT_EQUAL'),
    value: fc.constantFrom(18, 19, 20),
  }),
  fc.record({
    fact: fc.constant('DUPLICATE.count'),
    operator: fc.constantFrom('MORE', 'AT_MOST'),
    value: fc.constantFrom(0, 1, 2),
  }),
  fc.record({
    fact: fc.constant('FACE_MATCH.farLevel'),
    operator: fc.constantFrom('EQUAL', 'NOT_EQUAL'),
    value: fc.constantFrom(...levels),
  }),
  fc.record({
    fact: fc.constantFrom(...small.map((key) => `${key}.outcome`)),
    operator: fc.constantFrom('EQUAL', 'NOT_EQUAL'),
    value: fc.constantFrom('PASS', 'FAIL', 'UNCERTAIN'),
  }),
  fc.record({
    fact: fc.constant('ALL.failed'),
    operator: fc.constantFrom('AT_LEAST', 'AT_MOST'),
    value: fc.constantFrom(1, 2),
  }),
)
const smallProfile = fc
  .record({
    minAge: fc.constantFrom(null, 18, 20),
    rules: fc.array(
      fc.record({
        joint: fc.constantFrom('all', 'any', 'not'),
        parts: fc.array(comparison, { minLength: 1, maxLength: 3 }),
        kind: fc.constantFrom('APPROVE', 'DECLINE', 'REVIEW'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ minAge, rules }) =>
    parseCheckProfile({
      scene: 'OWN',
      checks: Object.fromEntries(checkKeys.map((key) => [key, { on: small.includes(key) }])),
      thresholds: { minAge, faceFarLevel: 'MEDIUM' },
      rules: rules.map(({ joint, parts, kind }, index) => ({
        id: `rule-${index}`,
        when: joint === 'not' ? { not: { any: parts } } : { [joint]: parts },
        effect: { kind },
      })),
      otherwise: { kind: 'REVIEW' },
    }),
  )
const smallFindings = fc.tuple(...everything.map((some) => fc.constantFrom(...some)))

test('nothing smaller would have done it: every other case of small profiles, tried one by one, says the same', () => {
  const seen = { found: 0, none: 0 }
  fc.assert(
    fc.property(smallProfile, smallFindings, (profile, chosen) => {
      const decide = compileDecider(profile)
      const was = small.map((key, index) => recordOf(profile, key, chosen[index] ?? {}))
      const others = checkKeys.filter((key) => !small.includes(key))
      const rest = runChecks(inOrder, profile).filter(({ key }) => others.includes(key))
      const found = counterfactualOf(profile, [...was, ...rest], 'APPROVE')
      const came = decide([...was, ...rest]).effect.kind
      const possible = small.map((key, index) =>
        (everything[index] ?? []).map((findings) => {
          const record = recordOf(profile, key, findings)
          return { record, ...wayTo(was[index], record) }
        }),
      )
      let best = { facts: Infinity, distance: Infinity }
      for (const a of possible[0] ?? [])
        for (const b of possible[1] ?? [])
          for (const c of possible[2] ?? [])
            for (const d of possible[3] ?? []) {
              const facts = a.facts + b.facts + c.facts + d.facts
              const distance = a.distance + b.distance + c.distance + d.distance
              const isLess =
                facts < best.facts || (facts === best.facts && distance < best.distance - 1e-9)
              if (!isLess || facts > 4) continue
              const records = [a.record, b.record, c.record, d.record, ...rest]
              if (decide(records).effect.kind === 'APPROVE') best = { facts, distance }
            }
      if (came === 'APPROVE' || best.facts === Infinity) {
        expect(found).toBeNull()
        seen.none += 1
        return
      }
      seen.found += 1
      expect(found?.outcome).toBe('APPROVE')
      expect(found?.changes.length).toBe(best.facts)
      const distance = (found?.changes ?? []).reduce((sum, change) => {
        const fact = factsById.get(change.fact)
        return sum + (fact ? distanceOf(fact, change.seen, change.needed) : Number.NaN)
      }, 0)
      expect(distance).toBeCloseTo(best.distance, 6)
    }),
    { numRuns: 300, seed: 20261125 },
  )
  expect(seen.found).toBeGreaterThan(60)
})

const recordOf = (profile: CheckProfile, key: CheckKey, findings: Partial<CheckFindings>) => {
  const record = runChecks({ ...inOrder, ...findings }, profile).find((each) => each.key === key)
  if (!record) throw new Error('every check gives a record')
  return record
}

/** Facts in which two records differ; what follows from others, or comes and goes with the reading, is no change of its own. */
function wayTo(from: CheckResult | undefined, to: CheckResult) {
  const before = from ? factsOfRecord(from) : {}
  if (before['trusted'] !== to.facts['trusted']) {
    const facts = to.facts['matches'] === false ? 2 : 1
    return { facts, distance: facts }
  }
  const moved = Object.entries(factsOfRecord(to)).filter(
    ([name, value]) => !['outcome', 'score', 'margin'].includes(name) && before[name] !== value,
  )
  return {
    facts: moved.length,
    distance: moved.reduce((sum, [name, value]) => {
      const fact = factsById.get(`${to.key}.${name}`)
      return sum + (fact ? distanceOf(fact, before[name] ?? null, value) : Number.NaN)
    }, 0),
  }
}

import { beforeAll, expect, test } from 'vitest'
import { continueBackTest, type PastSession } from '../../rules/back-test.ts'
import { readPastProfile } from '../../rules/back-test-facts.ts'
import { emptyTally, tallySchema, type BackTestTally } from '../../rules/back-test-tally.ts'
import { mostDrawn } from '../../rules/back-test-draw.ts'
import { untestableRules } from '../../rules/back-test-untestable.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { presetOf } from '../../rules/presets.ts'
import { canonicalProfile } from '../../rules/profile-hash.ts'
import { parseCheckProfile, type CheckProfile } from '../../rules/profile-schema.ts'
import { createPast } from '../../specimens/past-sessions/past-session.ts'

const { profile } = presetOf('FULL')
const now = Date.UTC(2026, 10, 1)
let past: readonly PastSession[]

beforeAll(async () => {
  past = await madeBy(profile, 1500)
})

/** Sessions as they were checked and decided under a profile. */
async function madeBy(then: CheckProfile, sessions: number): Promise<readonly PastSession[]> {
  const make = createPast({
    seed: 7,
    sessions,
    fromMs: now - 30 * 86_400_000,
    toMs: now,
    settled: true,
    backlogMs: 0,
    profile: then,
    profileVersionId: 'v',
    profileSha256: 'h',
    acceptedDocuments: ['DRIVERS_LICENCE'],
    reviewers: [{ memberId: 'm', seconds: 60, errorRate: 0.02 }],
    sessionLifeMs: 7 * 86_400_000,
    caseDueMs: 1_800_000,
    maxResubmissions: 3,
  })
  const thenProfile = readPastProfile(canonicalProfile(then))
  return Promise.all(
    Array.from({ length: sessions }, async (_, index) => {
      const session = await make(index)
      return {
        id: session.id,
        attempts: session.attempts.flatMap(({ id, number, checked }) => {
          const of = session.decisions.filter(({ attemptId }) => attemptId === id)
          const machine = of.find(({ memberId }) => memberId === null)
          if (!checked || !machine) return []
          return [
            {
              id,
              number,
              results: checked.results,
              documentType: 'DRIVERS_LICENCE' as const,
              then: thenProfile,
              outcome: machine.outcome,
              ruleId: machine.ruleId,
              human: of.findLast(({ memberId }) => memberId !== null)?.outcome ?? null,
            },
          ]
        }),
      }
    }),
  )
}

function backTest(candidate: CheckProfile, sessions: readonly PastSession[], seed = 1) {
  const plan = { profile: candidate, seed, maxResubmissions: 3 }
  const run = continueBackTest(plan, emptyTally(candidate))
  for (const session of sessions) run.add(session)
  return tallySchema.parse(structuredClone(run.tally()))
}
const changed = ({ flows }: BackTestTally) => flows.filter(({ then, now: next }) => then !== next)
const attemptsOf = (rows: readonly { readonly attempts: number }[]) =>
  rows.reduce((sum, { attempts }) => sum + attempts, 0)

const stricter: CheckProfile = parseCheckProfile({
  ...profile,
  thresholds: { ...profile.thresholds, copySuspicion: 0.15, nameTolerance: 'EXACT' },
})

test('the profile by which they were decided changes nobody’s side', () => {
  const tally = backTest(profile, past)
  expect(changed(tally)).toEqual([])
  expect(tally.sessionsChanged).toBe(0)
  expect(tally.attemptsUntold).toBe(0)
  expect(tally.attempts).toBe(past.flatMap(({ attempts }) => attempts).length)
  expect(tally.flows.length).toBeGreaterThan(2)
  expect(attemptsOf(tally.people)).toBeGreaterThan(20)
})

test('what a stricter profile changes is what the engine says session by session', async () => {
  const tally = backTest(stricter, past)
  expect(attemptsOf(changed(tally))).toBeGreaterThan(20)
  // the checks run anew under the other thresholds, the engine asked for each
  const anew = await madeBy(stricter, past.length)
  const byId = new Map(anew.flatMap(({ attempts }) => attempts.map((each) => [each.id, each])))
  const counts = new Map<string, number>()
  for (const attempt of past.flatMap(({ attempts }) => attempts)) {
    // attempts after the first hang on what was decided before them
    const results = attempt.number === 1 ? byId.get(attempt.id)?.results : undefined
    if (!results) continue
    const { effect } = await evaluateProfile(stricter, results)
    const name = `${attempt.outcome} ${effect.kind}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const firsts = backTest(
    stricter,
    past.map(({ id, attempts }) => ({
      id,
      attempts: attempts.filter(({ number }) => number === 1),
    })),
  )
  expect(
    Object.fromEntries(firsts.flows.map((flow) => [`${flow.then} ${flow.now}`, flow.attempts])),
  ).toEqual(Object.fromEntries(counts))
})

test('taken up in parts it comes to the same, and another seed draws others', () => {
  const whole = backTest(stricter, past)
  let tally = emptyTally(stricter)
  for (let from = 0; from < past.length; from += 137) {
    const plan = { profile: stricter, seed: 1, maxResubmissions: 3 }
    const part = continueBackTest(plan, tally)
    for (const session of past.slice(from, from + 137)) part.add(session)
    tally = tallySchema.parse(JSON.parse(JSON.stringify(part.tally())))
  }
  expect(tally).toEqual(whole)
  expect(backTest(stricter, past.toReversed())).toEqual(whole)
  const drawn = (each: BackTestTally) =>
    changed(each).map((flow) => flow.drawn.map(({ sessionId }) => sessionId))
  expect(drawn(backTest(stricter, past, 2))).not.toEqual(drawn(whole))
  for (const flow of changed(whole)) {
    expect(flow.drawn).toHaveLength(Math.min(mostDrawn, flow.attempts))
  }
})

test('a check that was off then is not made up: what hangs on it is untold, the rest is told', async () => {
  const off: CheckProfile = {
    ...profile,
    checks: { ...profile.checks, DUPLICATE: { on: false } },
  }
  const tally = backTest(profile, await madeBy(off, 300))
  // who was declined by a rule that stands before every word of it is declined all the same
  expect(tally.attemptsUntold).toBeGreaterThan(0)
  expect(tally.attemptsUntold).toBeLessThan(tally.attempts)
  expect(tally.untold).toEqual({ DUPLICATE: tally.attemptsUntold })
  expect(attemptsOf(tally.flows)).toBe(tally.attempts - tally.attemptsUntold)
  const untestable = untestableRules(profile, tally)
  expect(untestable.map(({ facts }) => facts)).toContainEqual(['DUPLICATE.outcome'])
})

test('a rule whose facts nothing stored has is named, wholly where it can never hold', () => {
  const candidate: CheckProfile = {
    ...profile,
    rules: [
      {
        id: 'passive',
        when: { fact: 'LIVENESS.passiveScore', operator: 'LESS', value: 0.1 },
        effect: { kind: 'DECLINE', reasonCodes: [] },
      },
      {
        id: 'either',
        when: {
          any: [
            { not: { fact: 'LIVENESS.passiveScore', operator: 'LESS', value: 0.1 } },
            { fact: 'EXPIRY.outcome', operator: 'EQUAL', value: 'FAIL' },
          ],
        },
        effect: { kind: 'DECLINE', reasonCodes: [] },
      },
      ...profile.rules,
    ],
  }
  const silent = past.slice(0, 200).map(({ id, attempts }) => ({
    id,
    attempts: attempts.map((attempt) => ({
      ...attempt,
      results: attempt.results.map((result) =>
        result.key === 'LIVENESS'
          ? { ...result, facts: { ...result.facts, passiveScore: null } }
          : result,
      ),
    })),
  }))
  expect(untestableRules(candidate, backTest(candidate, silent))).toEqual([
    { rule: 'passive', facts: ['LIVENESS.passiveScore'], wholly: true },
    { rule: 'either', facts: ['LIVENESS.passiveScore'], wholly: false },
  ])
})

test('who would be asked again once too often goes to a person, as the story sends them', () => {
  const asking: CheckProfile = {
    ...profile,
    rules: [
      {
        id: 'again',
        when: { all: [] },
        effect: { kind: 'ASK_AGAIN', reasonCodes: [], slots: ['FACE'] },
      },
    ],
  }
  const session = past.find(({ attempts }) => attempts.length > 0)
  const [attempt] = session?.attempts ?? []
  if (!session || !attempt) throw new Error('expected a decided session')
  const late = { id: session.id, attempts: [{ ...attempt, number: 4 }] }
  expect(backTest(asking, [late]).flows).toMatchObject([{ now: 'REVIEW' }])
  const early = { id: session.id, attempts: [{ ...attempt, number: 3 }] }
  expect(backTest(asking, [early]).flows).toMatchObject([{ now: 'ASK_AGAIN' }])
})

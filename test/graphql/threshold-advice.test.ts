import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { readAdviceRows } from '../../db/reads/advice.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { readPastProfile } from '../../rules/back-test-facts.ts'
import { tryOne } from '../../rules/back-test-one.ts'
import { readPastAttempt } from '../../rules/back-test-read.ts'
import { presetOf } from '../../rules/presets.ts'
import { canonicalProfile } from '../../rules/profile-hash.ts'
import {
  advisedPoint,
  leastJudged,
  triedValues,
  withThreshold,
  type ThresholdName,
} from '../../rules/threshold-advice.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

const hashes = operationHashes('admin')
const { profile } = presetOf('FULL')
let stack: Stack
let tenant: PreparedTenant
let author: SignedIn

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenant = await prepareTenant(stack.database)
  const { db, keyring, ownerUrl } = stack.database
  const plan = await withTenant(db, tenant.tenantId, (trx) =>
    planForTenant(trx, tenant.tenantId, { sessions: 1500 }),
  )
  await loadPast({ db, keyring, ownerUrl }, tenant.tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const ask = async (threshold: string, { versionId } = tenant, who = author) =>
  stack.ask(who, hashes.get('ThresholdAdvice') ?? '', {
    versionId: globalId('CheckProfileVersion', versionId),
    threshold,
  })

const advice = async (...asked: Parameters<typeof ask>) => {
  const { data } = await ask(...asked)
  if (!data) throw new Error('expected advice')
  return data['checkProfileVersion'].thresholdAdvice
}

/** The attempts that the advice is from. */
const history = (judged: boolean) =>
  withTenant(stack.database.db, tenant.tenantId, async (trx) => {
    const { profileId } = await trx
      .selectFrom('checkProfileVersions')
      .select('profileId')
      .executeTakeFirstOrThrow()
    const rows = await readAdviceRows(trx, profileId, { judged, limit: 2000 })
    const then = readPastProfile(canonicalProfile(profile))
    return rows.flatMap(({ decided, documentType }) =>
      decided ? [readPastAttempt(decided, documentType, then)] : [],
    )
  })

test.each(['copySuspicion', 'faceFarLevel', 'minPassiveScore', 'minRemainingDays'] as const)(
  'the curve of %s says what the live engine says one by one',
  async (name: ThresholdName) => {
    const found = await advice(name)
    const [recent, judged] = [await history(false), await history(true)]
    expect(found).toMatchObject({ recent: recent.length, judged: judged.length })
    const values = triedValues(profile, name)
    expect(found.points.map(({ value }: { value: unknown }) => value)).toEqual(values)
    // a few values, each attempt by the slow way
    for (const value of [values[0], values.at(-1)]) {
      if (value === undefined) continue
      const moved = withThreshold(profile, name, value)
      const trials = async (of: typeof recent) =>
        Promise.all(of.map(async (past) => ({ past, trial: await tryOne(moved, past) })))
      const lately = (await trials(recent)).filter(({ trial }) => trial.told)
      const approves = ({ trial }: (typeof lately)[number]) => trial.effect.kind === 'APPROVE'
      const seen = (await trials(judged)).filter(({ trial }) => trial.told).filter(approves)
      const point = found.points.find((each: { value: unknown }) => each.value === value)
      expect(point).toMatchObject({
        attempts: lately.length,
        approved: lately.filter(approves).length,
        judged: seen.length,
        errors: seen.filter(({ past }) => past.human !== 'APPROVE').length,
      })
    }
  },
)

test('a lower face level approves more, and what people made of those is told with its interval', async () => {
  const { points } = await advice('faceFarLevel')
  const [high, medium, low] = points
  expect(high).toMatchObject({ value: 'HIGH', isCurrent: true })
  expect(medium.approved).toBeGreaterThanOrEqual(high.approved)
  expect(low.approved).toBeGreaterThan(high.approved)
  for (const { judged, errors, errorLow, errorHigh } of points) {
    if (judged < leastJudged)
      expect({ errorLow, errorHigh }).toEqual({ errorLow: null, errorHigh: null })
    else {
      expect(errorLow).toBeLessThanOrEqual(errors / judged)
      expect(errorHigh).toBeGreaterThan(errors / judged)
    }
  }
})

test('redacted sessions are counted as gone and tell nothing', async () => {
  const before = await advice('copySuspicion')
  await withTenant(stack.database.db, tenant.tenantId, async (trx) => {
    const { sessionId } = await trx
      .selectFrom('decisions')
      .innerJoin('sessions', 'sessions.id', 'decisions.sessionId')
      .select('sessionId')
      .where('decidedBy', '=', 'REVIEWER')
      .where('sessions.redactedAt', 'is', null)
      .orderBy('decisions.createdAt', 'desc')
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('sessions')
      .set({ redactedAt: new Date() })
      .where('id', '=', sessionId)
      .execute()
  })
  const after = await advice('copySuspicion')
  expect(after.gone).toBeGreaterThan(before.gone)
  expect(after.judged).toBeLessThan(before.judged)
})

test.each(['buildingOmittedOk', 'minAge', 'noSuch', '__proto__', 'constructor', ''])(
  'a threshold called %j is refused',
  async (name) => {
    expect((await ask(name)).errors?.[0]?.extensions?.code).toBe('INPUT_INVALID')
  },
)

test('who may not try versions gets no advice', async () => {
  const reviewer = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  expect((await ask('copySuspicion', tenant, reviewer)).errors?.[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  )
})

test('without enough judged cases no error is told and nothing is advised', async () => {
  const young = await prepareTenant(stack.database)
  const someone = await stack.signIn(young.tenantId, ['PROFILE_AUTHOR'])
  const { points, recent, judged } = await advice('copySuspicion', young, someone)
  expect({ recent, judged }).toEqual({ recent: 0, judged: 0 })
  expect(points.every((each: { errorHigh: unknown }) => each.errorHigh === null)).toBe(true)
})

test('advised is what approves the most among the values whose error is surely low enough', () => {
  const point = (value: number, approved: number, high: number | null) => ({
    value,
    isCurrent: value === 0.5,
    attempts: 100,
    approved,
    judged: 100,
    errors: 0,
    error: high === null ? null : { low: 0, high },
  })
  const points = [
    point(0.4, 70, 0.01),
    point(0.5, 80, 0.02),
    point(0.6, 90, 0.06),
    point(0.7, 95, null),
  ]
  expect(advisedPoint(points, 0.05)?.value).toBe(0.5)
  expect(advisedPoint(points, 0.06)?.value).toBe(0.6)
  expect(advisedPoint(points, 0.001)).toBeNull()
  // of equals the present one
  expect(advisedPoint([point(0.4, 80, 0.01), point(0.5, 80, 0.01)], 0.05)?.value).toBe(0.5)
})

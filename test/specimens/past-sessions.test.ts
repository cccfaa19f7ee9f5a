import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { cellAad } from '../../db/aad.ts'
import { withTenant } from '../../db/client.ts'
import { checkResultSchema, type CheckKey } from '../../domain/check.ts'
import { declaredDataSchema } from '../../domain/declared-data.ts'
import { isId } from '../../domain/ids.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { makePastScreens } from '../../specimens/past-sessions/past-screens.ts'
import { createPast, type PastSession } from '../../specimens/past-sessions/past-session.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import type { PastPlan } from '../../specimens/past-sessions/plan.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

let database: TestDatabase
let tenant: PreparedTenant
let plan: PastPlan
let past: readonly PastSession[]
const toMs = Date.UTC(2026, 10, 24, 3)
const sessions = 1200

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  plan = await withTenant(database.db, tenant.tenantId, (trx) =>
    planForTenant(trx, tenant.tenantId, { sessions, toMs, days: 90, seed: 5 }),
  )
  const make = createPast(plan)
  past = await Promise.all(Array.from({ length: sessions }, (_, index) => make(index)))
  await loadPast(database, tenant.tenantId, plan)
})
afterAll(() => database[Symbol.asyncDispose]())

const attempts = () => past.flatMap((session) => session.attempts)
const resultsOf = (key: CheckKey) =>
  attempts().flatMap(({ checked }) => checked?.results.filter((result) => result.key === key) ?? [])

test('the same plan tells the same past, from whichever session one begins', async () => {
  const make = createPast(plan)
  expect(await make(777)).toEqual(past[777])
  expect(await make(3)).toEqual(past[3])
})

test('every id is a UUIDv7 of its own', () => {
  const ids = past.flatMap((session) => [
    session.id,
    ...session.attempts.map(({ id }) => id),
    ...session.captures.map(({ id }) => id),
    ...session.decisions.map(({ id }) => id),
    ...session.cases.flatMap((one) => [one.id, ...one.events.map(({ id }) => id)]),
  ])
  expect(ids.filter((id) => !isId(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test('check records are those of the product, and a low face score fails', () => {
  for (const { checked } of attempts())
    for (const result of checked?.results ?? []) checkResultSchema.parse(result)
  for (const { outcome, score, facts } of resultsOf('FACE_MATCH')) {
    if (outcome === 'PASS') expect(facts['farLevel']).toBe('HIGH')
    if (outcome === 'FAIL') expect(score).toBeLessThan(0.38)
  }
  expect(resultsOf('FACE_MATCH').some(({ outcome }) => outcome === 'FAIL')).toBe(true)
})

test('the machine decided as the pinned profile decides', async () => {
  for (const session of past.slice(0, 300)) {
    for (const attempt of session.attempts) {
      if (!attempt.checked) continue
      const { effect, decidedBy, trace } = await evaluateProfile(
        plan.profile,
        attempt.checked.results,
      )
      const decided = session.decisions.find((each) => each.attemptId === attempt.id)
      expect(decided).toMatchObject({
        memberId: null,
        outcome: effect.kind,
        ruleId: decidedBy,
        reasonCodes: effect.reasonCodes,
      })
      expect(JSON.parse(decided?.trace ?? '')).toEqual(trace)
    }
  }
})

test('a settled past has no open end, and nothing in it lies behind the present', () => {
  const open = past.filter(({ status }) =>
    ['CREATED', 'CAPTURING', 'PROCESSING', 'IN_REVIEW', 'RESUBMISSION_REQUESTED'].includes(status),
  )
  expect(open).toEqual([])
  expect(past.filter(({ updatedAtMs }) => updatedAtMs > toMs)).toEqual([])
})

test('days have their rhythm: evenings are busier than nights', () => {
  const hours = past.map(({ createdAtMs }) => new Date(createdAtMs + 9 * 3_600_000).getUTCHours())
  const between = (from: number, to: number) =>
    hours.filter((hour) => hour >= from && hour < to).length
  expect(between(19, 22)).toBeGreaterThan(5 * between(2, 5))
})

test('rows are sealed as the product seals them and belong to their tenant alone', async () => {
  const { db, keyring } = database
  const { tenantId } = tenant
  const { declared, externalId } = await withTenant(db, tenantId, async (trx) => {
    const row = await trx
      .selectFrom('sessions')
      .innerJoin('applicants', 'applicants.id', 'sessions.applicantId')
      .selectAll('sessions')
      .select(['applicants.externalIdSealed', 'applicants.externalIdIndex'])
      .where('sessions.id', '=', past[40]?.id ?? '')
      .executeTakeFirstOrThrow()
    const box = await keyring.sessionBox(tenantId, row.id, row.wrappedKey)
    const cells = await keyring.tenantBox(tenantId)
    const applicant = cellAad(tenantId, 'applicants', row.applicantId, 'external_id')
    expect(row.externalIdIndex).toEqual(
      await keyring.blindIndex(tenantId, 'external-id', past[40]?.applicant.externalId ?? ''),
    )
    return {
      declared: box.open(
        row.declaredSealed ?? Buffer.of(),
        cellAad(tenantId, 'sessions', row.id, 'declared'),
      ),
      externalId: cells.open(row.externalIdSealed, applicant).toString(),
    }
  })
  expect(declaredDataSchema.parse(JSON.parse(declared.toString()))).toEqual(
    past[40]?.person.declared,
  )
  expect(externalId).toBe(past[40]?.applicant.externalId)

  const stranger = await database.createTenant()
  const seen = await withTenant(db, stranger, (trx) =>
    trx.selectFrom('sessions').select('id').execute(),
  )
  expect(seen).toEqual([])
})

test('the rows hold what the records say, and the audit chain is sound and says that it was generated', async () => {
  const { counts, chain, actions, definition } = await withTenant(
    database.db,
    tenant.tenantId,
    async (trx) => ({
      counts: {
        sessions: (await trx.selectFrom('sessions').select('id').execute()).length,
        checks: (await trx.selectFrom('checkResults').select('key').execute()).length,
        decisions: (await trx.selectFrom('decisions').select('id').execute()).length,
        cases: (await trx.selectFrom('cases').select('id').execute()).length,
        captures: (await trx.selectFrom('captures').select('id').execute()).length,
      },
      chain: await verifyAuditChain(trx),
      actions: (await trx.selectFrom('auditEvents').select('action').execute()).map(
        ({ action }) => action,
      ),
      definition: (
        await trx.selectFrom('checkProfileVersions').select('definition').executeTakeFirstOrThrow()
      ).definition,
    }),
  )
  expect(counts).toEqual({
    sessions,
    checks: attempts().reduce((sum, { checked }) => sum + (checked?.results.length ?? 0), 0),
    decisions: past.reduce((sum, session) => sum + session.decisions.length, 0),
    cases: past.reduce((sum, session) => sum + session.cases.length, 0),
    captures: past.reduce((sum, session) => sum + session.captures.length, 0),
  })
  expect(chain.intact).toBe(true)
  expect(actions).toContain('past_sessions.generated')
  expect(parseCheckProfile(JSON.parse(definition))).toEqual(plan.profile)
})

test('the present leaves open ends where they are asked for, and a queue that nobody took from', async () => {
  const make = createPast({ ...plan, settled: false, backlogMs: 15 * 86_400_000 })
  const told = await Promise.all(Array.from({ length: sessions }, (_, index) => make(index)))
  const cases = told.flatMap((session) => session.cases)
  const open = cases.filter(({ status }) => status === 'OPEN')
  expect(open.length).toBeGreaterThan(5)
  expect(open.every(({ openedAtMs }) => openedAtMs > toMs - 17 * 86_400_000)).toBe(true)
  expect(told.filter(({ updatedAtMs }) => updatedAtMs > toMs)).toEqual([])
})

test('an applicant who submitted came through every screen, and who left stays on the last', () => {
  for (const session of past) {
    const visits = makePastScreens(session)
    const last = visits.toSorted((a, b) => a.lastAtMs - b.lastAtMs).at(-1)
    if (session.openedAtMs === null) expect(visits).toEqual([])
    else expect(visits[0]?.screen).toBe('WELCOME')
    if (session.submittedAtMs !== null) {
      const screens = visits.map(({ screen }) => screen)
      expect(screens).toEqual(expect.arrayContaining(['CONSENT', 'FRONT', 'LIVENESS', 'SUBMIT']))
    } else if (last) expect(last.screen).not.toBe('SUBMIT')
    for (const { totalMs } of visits) expect(totalMs).toBeGreaterThanOrEqual(0)
  }
})

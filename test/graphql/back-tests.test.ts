import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

const sessions = 400
const hashes = operationHashes('admin')
let stack: Stack
let tenant: PreparedTenant
let author: Caller
let versionId: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenant = await prepareTenant(stack.database)
  const { db, keyring, ownerUrl } = stack.database
  const { tenantId } = tenant
  const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, { sessions }))
  await loadPast({ db, keyring, ownerUrl }, tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  author = { cookie: (await stack.signIn(tenantId, ['PROFILE_AUTHOR'])).cookie }
  versionId = globalId('CheckProfileVersion', tenant.versionId)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const ask = async (operation: string, variables: object, caller = author) => {
  const { data, errors } = await stack.ask(caller, hashes.get(operation) ?? '', variables)
  expect(errors).toBeUndefined()
  return Object.values(data ?? {})[0]
}
const start = (input: object) => ask('StartBackTest', { input: { versionId, ...input } })
const ended = async (id: string) => {
  await expect
    .poll(async () => (await ask('BackTestProgress', { id })).status, { timeout: 20_000 })
    .not.toBe('RUNNING')
  return ask('BackTest', { id })
}

test('an author starts a back-test, sees it end and reads its counts', async () => {
  const { id } = await start({ idempotencyKey: 'whole' })
  const done = await ended(id)
  expect(done).toMatchObject({
    status: 'DONE',
    done: sessions,
    total: sessions,
    version: { id: versionId },
    startedBy: { displayName: 'PROFILE_AUTHOR' },
    methods: [],
    counts: { sessionsChanged: 0, attemptsUntold: 0 },
  })
  const { counts } = done
  expect(counts.sessions + counts.gone + counts.undecided).toBe(sessions)
  expect(counts.flows.length).toBeGreaterThan(1)
  const listed = await ask('BackTests', { versionId, first: 10 })
  expect(listed.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([id])
})

test('the same key starts it once, and refuses another request', async () => {
  const first = await start({ idempotencyKey: 'once', seed: 2 })
  const second = await start({ idempotencyKey: 'once', seed: 2 })
  expect(second.id).toBe(first.id)
  expect(await start({ idempotencyKey: 'once', seed: 3 })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  })
  await ended(first.id)
})

test('what makes no sense is refused with a code, and starts nothing', async () => {
  const count = async () => (await ask('BackTests', { versionId, first: 100 })).edges.length
  const before = await count()
  const refusals = [
    [{ from: '2030-01-01T00:00:00Z' }, 'INPUT_INVALID'],
    [{ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'INPUT_INVALID'],
    [{ idempotencyKey: '' }, 'INPUT_INVALID'],
    [{ idempotencyKey: 'k'.repeat(1000) }, 'INPUT_INVALID'],
    [{ methods: [] }, 'INPUT_INVALID'],
    [{ versionId: 'pv_1' }, 'ID_MALFORMED'],
    [{ versionId: globalId('CheckProfile', tenant.versionId) }, 'ID_MALFORMED'],
    [{ versionId: globalId('CheckProfileVersion', tenant.tenantId) }, 'NOT_FOUND'],
  ] as const
  for (const [input, code] of refusals) {
    expect(await start({ idempotencyKey: 'refused', ...input })).toMatchObject({ code })
  }
  expect(await count()).toBe(before)
})

test('not more than two run at a time, and one that is cancelled makes room', async () => {
  // as if the workers were slow: two that nobody has begun to work on
  const ids = await withTenant(stack.database.db, tenant.tenantId, async (trx) => {
    const { insertId: _, ...row } = {
      insertId: 0,
      ...(await trx.selectFrom('backTests').selectAll().limit(1).executeTakeFirstOrThrow()),
    }
    const made = [tenant.author, tenant.publisher]
    for (const id of made) {
      await trx
        .insertInto('backTests')
        .values({
          ...row,
          id,
          plan: JSON.stringify(row.plan),
          status: 'RUNNING',
          tally: null,
          done: 0,
          place: null,
          finishedAt: null,
        })
        .execute()
    }
    return made.map((id) => globalId('BackTest', id))
  })
  expect(await start({ idempotencyKey: 'third' })).toMatchObject({ code: 'RATE_LIMITED' })
  // their workflows were never heard of: cancelling ends them all the same
  for (const backTestId of ids) {
    expect(await ask('CancelBackTest', { backTestId })).toMatchObject({ status: 'CANCELLED' })
    expect(await ask('CancelBackTest', { backTestId })).toMatchObject({ status: 'CANCELLED' })
  }
  const { id } = await start({ idempotencyKey: 'third' })
  expect(await ended(id)).toMatchObject({ status: 'DONE' })

  // one that was cancelled can go on, and one that is done stays done
  const [first = ''] = ids
  expect(await ask('ResumeBackTest', { backTestId: first })).toMatchObject({ status: 'RUNNING' })
  expect(await ended(first)).toMatchObject({ status: 'DONE', done: sessions, total: sessions })
  expect(await ask('ResumeBackTest', { backTestId: first })).toMatchObject({ status: 'DONE' })
  const profileId = globalId('CheckProfile', await profileOfVersion())
  const listed = await ask('BackTests', { profileId, first: 100 })
  const known = listed.edges.map(({ node }: { node: { id: string } }) => node.id)
  expect(known).toEqual(expect.arrayContaining([...ids, id]))
  expect(await ask('BackTests', { profileId: await emptyProfile(), first: 100 })).toMatchObject({
    edges: [],
  })
})

const profileOfVersion = () =>
  withTenant(stack.database.db, tenant.tenantId, async (trx) => {
    const { profileId } = await trx
      .selectFrom('checkProfileVersions')
      .select('profileId')
      .where('id', '=', tenant.versionId)
      .executeTakeFirstOrThrow()
    return profileId
  })

const emptyProfile = async () => {
  const input = { name: 'Another', preset: 'AGE_ONLY' }
  return (await ask('CreateCheckProfile', { input })).profile.id
}

test('one past session is tried by a version and by a definition that nobody saved', async () => {
  const { sessionId, outcome } = await withTenant(stack.database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .innerJoin('sessions', 'sessions.id', 'decisions.sessionId')
      .select(['decisions.sessionId', 'decisions.outcome'])
      .where('decidedBy', '=', 'SYSTEM')
      .where('outcome', '=', 'APPROVE')
      .where('sessions.attemptNumber', '=', 1)
      .where('sessions.redactedAt', 'is', null)
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  const session = { sessionId: globalId('VerificationSession', sessionId), locale: 'en' }
  const by = await ask('TryCheckProfile', { ...session, versionId })
  expect(by.attempts).toMatchObject([{ then: outcome, now: outcome, told: true, untold: [] }])
  expect(by.attempts[0].nowRule).toBe(by.attempts[0].thenRule)
  expect(by.attempts[0].sentences.join()).toContain('held and decided')

  const { profile } = presetOf('FULL')
  const all = { id: 'all', when: { all: [] }, effect: { kind: 'DECLINE', reasonCodes: [] } }
  const definition = { ...profile, rules: [all, ...profile.rules] }
  expect(await ask('TryCheckProfile', { ...session, definition })).toMatchObject({
    attempts: [{ then: 'APPROVE', now: 'DECLINE', nowRule: 'all', told: true }],
  })
  const broken = { ...profile, rules: [{ ...all, effect: { kind: 'APPROVE' } }] }
  expect(await ask('TryCheckProfile', { ...session, definition: broken })).toMatchObject({
    problems: [{ code: 'APPROVES_BY_DEFAULT', ruleId: 'all' }],
  })
  expect(await ask('TryCheckProfile', session)).toMatchObject({ problems: [{ code: 'SHAPE' }] })
})

test('of a redacted session nothing is left to be tried', async () => {
  const { id } = await withTenant(stack.database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('sessions')
      .select('id')
      .where('redactedAt', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  const sessionId = globalId('VerificationSession', id)
  expect(await ask('TryCheckProfile', { sessionId, versionId, locale: 'ja' })).toMatchObject({
    code: 'SESSION_STATE',
  })
})

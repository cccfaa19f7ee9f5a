import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createCheckActivities } from '../../activities/check-attempt.ts'
import { withTenant } from '../../db/client.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { connect } from '../support/sql.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string
let profileId: string
let liveVersionId: string
let author: SignedIn
let owner: SignedIn
/** Which face the machine sees next. */
let face = goodFace
const hashes = operationHashes('admin')
const { profile } = presetOf('FULL')

beforeAll(async () => {
  // sign-ins are limited by address
  stack = await startStack(scriptedVision({ compareFaces: () => face }), { trustedProxies: 1 })
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  face = goodFace
  const tenant = await prepareTenant(stack.database)
  tenantId = tenant.tenantId
  liveVersionId = globalId('CheckProfileVersion', tenant.versionId)
  key = await stack.addKey(tenantId)
  author = await stack.signIn(tenantId, ['PROFILE_AUTHOR'])
  owner = await stack.signIn(tenantId, ['OWNER'])
  profileId = await withTenant(stack.database.db, tenantId, async (trx) =>
    globalId(
      'CheckProfile',
      (await trx.selectFrom('checkProfiles').select('id').executeTakeFirstOrThrow()).id,
    ),
  )
})

const ask = async (who: SignedIn, operation: string, variables: object) =>
  Object.values((await stack.ask(who, hashes.get(operation) ?? '', variables)).data ?? {})[0]

/** The preset with a rule before all others. */
const withRule = (value: number, effect: object = { kind: 'REVIEW' }): CheckProfile =>
  ({
    ...profile,
    rules: [
      { id: 'first', when: { fact: 'DOB_AGE.age', operator: 'LESS', value }, effect },
      ...profile.rules,
    ],
  }) as CheckProfile

async function draftOf(definition: CheckProfile): Promise<string> {
  return (await ask(author, 'SaveCheckProfileDraft', { input: { profileId, definition } })).id
}

async function apply(status: string): Promise<string> {
  const { id, link } = await openByApi(stack, { key })
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), status)
  return id
}

const shadowsOf = async (versionId: string) => (await ask(author, 'Shadows', { versionId })).shadows

test('a draft decides beside the version in force, and the applicant’s own decision stays that one’s', async () => {
  const versionId = await draftOf(withRule(200))
  const run = await ask(author, 'StartShadow', { versionId })
  expect(run).toMatchObject({ __typename: 'ShadowRun' })
  const sessionId = await apply('APPROVED')
  const [shadow] = await shadowsOf(versionId)
  expect(shadow).toMatchObject({
    id: run.id,
    status: 'RUNNING',
    counts: {
      attempts: 1,
      gone: 0,
      untold: 0,
      failed: 0,
      flows: [{ live: 'APPROVE', shadow: 'REVIEW', human: null, attempts: 1 }],
    },
    differences: [
      { sessionId, attempt: 1, live: 'APPROVE', shadow: 'REVIEW', shadowRule: 'first' },
    ],
  })
})

test('once a person decided, it stands beside what they decided', async () => {
  face = { ...goodFace, score: 0.4, farLevel: 'LOW' }
  const versionId = await draftOf(withRule(200, { kind: 'DECLINE', reasonCodes: ['AGE_UNDER'] }))
  await ask(author, 'StartShadow', { versionId })
  const sessionId = await apply('IN_REVIEW')
  expect((await shadowsOf(versionId))[0].counts.flows).toEqual([
    { live: 'REVIEW', shadow: 'DECLINE', human: null, attempts: 1 },
  ])
  const caseId = await caseOf(sessionId)
  const { version } = await ask(owner, 'ClaimCase', { caseId })
  await ask(owner, 'ResolveCase', {
    input: {
      caseId,
      expectedVersion: version,
      idempotencyKey: randomUUID(),
      resolution: 'APPROVE',
      reasonCodes: [],
    },
  })
  await reach(stack.database, tenantId, sessionId.slice(3), 'APPROVED')
  expect((await shadowsOf(versionId))[0].counts.flows).toEqual([
    { live: 'REVIEW', shadow: 'DECLINE', human: 'APPROVE', attempts: 1 },
  ])
})

async function caseOf(sessionId: string): Promise<string> {
  const endMs = Date.now() + 10_000
  for (;;) {
    const row = await withTenant(stack.database.db, tenantId, (trx) =>
      trx
        .selectFrom('cases')
        .select('id')
        .where('sessionId', '=', sessionId.slice(3))
        .executeTakeFirst(),
    )
    if (row) return globalId('Case', row.id)
    if (Date.now() > endMs) throw new Error('no case came')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('a changed draft begins a new run and ends the one before; changed back, that one goes on', async () => {
  const versionId = await draftOf(withRule(200))
  const first = await ask(author, 'StartShadow', { versionId })
  expect((await ask(author, 'StartShadow', { versionId })).id).toBe(first.id)
  await ask(author, 'SaveCheckProfileDraft', {
    input: { profileId, versionId, definition: withRule(10) },
  })
  // what runs is what was started
  await apply('APPROVED')
  expect((await shadowsOf(versionId))[0].counts.flows).toMatchObject([{ shadow: 'REVIEW' }])
  const second = await ask(author, 'StartShadow', { versionId })
  expect(second.id).not.toBe(first.id)
  expect(await shadowsOf(versionId)).toMatchObject([
    { id: second.id, status: 'RUNNING', counts: { attempts: 0 } },
    { id: first.id, status: 'STOPPED', counts: { attempts: 1 } },
  ])
  await ask(author, 'SaveCheckProfileDraft', {
    input: { profileId, versionId, definition: withRule(200) },
  })
  expect((await ask(author, 'StartShadow', { versionId })).id).toBe(first.id)
  expect(await shadowsOf(versionId)).toMatchObject([
    { id: second.id, status: 'STOPPED' },
    { id: first.id, status: 'RUNNING', stoppedAt: null, counts: { attempts: 1 } },
  ])
})

test('one that is stopped hears no more, and stopping it twice changes nothing', async () => {
  const versionId = await draftOf(withRule(200))
  const { id } = await ask(author, 'StartShadow', { versionId })
  expect(await ask(author, 'StopShadow', { shadowId: id })).toMatchObject({ status: 'STOPPED' })
  const [{ stoppedAt }] = await shadowsOf(versionId)
  await apply('APPROVED')
  await ask(author, 'StopShadow', { shadowId: id })
  expect(await shadowsOf(versionId)).toMatchObject([{ stoppedAt, counts: { attempts: 0 } }])
  const actions = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select('action')
      .where('subjectId', '=', id.slice(4))
      .orderBy('seq')
      .execute(),
  )
  expect(actions.map(({ action }) => action)).toEqual(['shadow_run.started', 'shadow_run.stopped'])
})

test('what the sandbox does is not heard, and the version in force has nothing to be beside of', async () => {
  const versionId = await draftOf(withRule(200))
  await ask(author, 'StartShadow', { versionId })
  await ask(author, 'StartShadow', { versionId: liveVersionId })
  const sandboxKey = await stack.addKey(tenantId, undefined, true)
  const { id, link } = await openByApi(stack, { key: sandboxKey })
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), 'APPROVED')
  await apply('APPROVED')
  expect((await shadowsOf(versionId))[0].counts.attempts).toBe(1)
  expect((await shadowsOf(liveVersionId))[0].counts.attempts).toBe(0)
})

test('a shadow that fails is counted, and one that can’t even be written leaves the applicant’s decision as it is', async () => {
  const versionId = await draftOf(withRule(200))
  const { id } = await ask(author, 'StartShadow', { versionId })
  await using sql = await connect(stack.database.ownerUrl)
  await sql.run(
    `update shadow_runs set definition = '{"scene":"OWN"}', sha256 = $2 where id = $1`,
    [id.slice(4), 'f'.repeat(64)],
  )
  await apply('APPROVED')
  const [{ counts }] = await shadowsOf(versionId)
  expect(counts).toMatchObject({ attempts: 1, failed: 1, flows: [] })
  await sql.run(
    `create function refuse_shadows() returns trigger language plpgsql as $$ begin raise 'full'; end $$`,
  )
  await sql.run(
    'create trigger refuse_shadows before insert on shadow_decisions for each row execute function refuse_shadows()',
  )
  // the same person once more: a person has to look, as without a shadow
  await apply('IN_REVIEW')
  await sql.run('drop trigger refuse_shadows on shadow_decisions')
  expect((await shadowsOf(versionId))[0].counts).toMatchObject({ attempts: 1, failed: 1 })
})

test('what is tried again is counted once, and what was redacted is counted as gone', async () => {
  const versionId = await draftOf(withRule(200))
  await ask(author, 'StartShadow', { versionId })
  const sessionId = (await apply('APPROVED')).slice(3)
  const { id: attemptId } = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('attempts')
      .select('id')
      .where('sessionId', '=', sessionId)
      .executeTakeFirstOrThrow(),
  )
  const { evaluateProfile } = createCheckActivities({ ...stack.database, clock: () => new Date() })
  const again = await evaluateProfile({ tenantId, sessionId, attemptId })
  expect(again.kind).toBe('APPROVE')
  expect((await shadowsOf(versionId))[0].counts).toMatchObject({ attempts: 1, gone: 0 })
  await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .updateTable('sessions')
      .set({ redactedAt: new Date() })
      .where('id', '=', sessionId)
      .execute(),
  )
  expect(await shadowsOf(versionId)).toMatchObject([
    { counts: { attempts: 0, gone: 1, flows: [] }, differences: [] },
  ])
})

test('a check that is on in the shadow alone leaves its decision untold', async () => {
  const off: CheckProfile = {
    ...profile,
    checks: { ...profile.checks, BACK_SIDE: { on: false }, DUPLICATE: { on: false } },
    rules: profile.rules.filter(({ when }) => !/BACK_SIDE|DUPLICATE/.test(JSON.stringify(when))),
  }
  const bare = await draftOf(off)
  await ask(author, 'SubmitCheckProfile', { versionId: bare })
  await ask(owner, 'PublishCheckProfile', { versionId: bare })
  const versionId = await draftOf({
    ...withRule(0),
    rules: [
      {
        id: 'first',
        when: { fact: 'BACK_SIDE.outcome', operator: 'EQUAL', value: 'FAIL' },
        effect: { kind: 'REVIEW' },
      },
      ...off.rules,
    ],
  } as CheckProfile)
  await ask(author, 'StartShadow', { versionId })
  await apply('IN_REVIEW')
  expect((await shadowsOf(versionId))[0].counts).toMatchObject({
    attempts: 1,
    untold: 1,
    flows: [],
  })
})

test('not more than three run beside one profile at a time', async () => {
  const drafts = []
  for (const age of [200, 190, 180, 170]) drafts.push(await draftOf(withRule(age)))
  for (const versionId of drafts.slice(0, 3)) {
    expect(await ask(author, 'StartShadow', { versionId })).toMatchObject({
      __typename: 'ShadowRun',
    })
  }
  expect(await ask(author, 'StartShadow', { versionId: drafts[3] })).toMatchObject({
    code: 'RATE_LIMITED',
  })
})

test('a version that was let go, and one of an archived profile, are refused', async () => {
  const versionId = await draftOf(withRule(200))
  await ask(author, 'DiscardCheckProfileDraft', { versionId })
  expect(await ask(author, 'StartShadow', { versionId })).toMatchObject({ code: 'INPUT_INVALID' })
  const other = await draftOf(withRule(190))
  await ask(owner, 'ArchiveCheckProfile', { profileId })
  expect(await ask(author, 'StartShadow', { versionId: other })).toMatchObject({
    code: 'PROFILE_ARCHIVED',
  })
})

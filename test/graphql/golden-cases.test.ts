import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { globalId, parseGlobalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'

let stack: Stack
let tenant: PreparedTenant
let reviewer: Caller
let author: Caller
let publisher: Caller
let sessionId: string
const hashes = operationHashes('admin')
const { profile } = presetOf('FULL')

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenant = await prepareTenant(stack.database)
  reviewer = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])
  const key = await stack.addKey(tenant.tenantId)
  const opened = await openByApi(stack, { key })
  sessionId = opened.id
  await applyByApi(stack, await followLink(opened.link))
  await reach(
    stack.database,
    tenant.tenantId,
    parseGlobalId('VerificationSession', sessionId),
    'APPROVED',
  )
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const ask = async (caller: Caller, operation: string, variables: object) =>
  Object.values((await stack.ask(caller, hashes.get(operation) ?? '', variables)).data ?? {})[0]
const freeze = (caller: Caller, input: object) =>
  ask(caller, 'FreezeCase', {
    input: { sessionId, name: 'plain approval', expected: 'APPROVE', ...input },
  })

/** A submitted version that sends everybody under 200 to a person. */
async function strictVersion(): Promise<string> {
  const { versions } = await withTenant(stack.database.db, tenant.tenantId, async (trx) => ({
    versions: await trx.selectFrom('checkProfileVersions').select('profileId').execute(),
  }))
  const definition = {
    ...profile,
    rules: [
      {
        id: 'strict',
        when: { fact: 'DOB_AGE.age', operator: 'LESS', value: 200 },
        effect: { kind: 'REVIEW' },
      },
      ...profile.rules,
    ],
  }
  const { id } = await ask(author, 'SaveCheckProfileDraft', {
    input: { profileId: globalId('CheckProfile', versions[0]?.profileId ?? ''), definition },
  })
  await ask(author, 'SubmitCheckProfile', { versionId: id })
  return id
}

test('a version that decides a frozen case otherwise is not published, until a publisher retires the case', async () => {
  const frozen = await freeze(reviewer, { idempotencyKey: 'one' })
  expect(frozen).toMatchObject({ __typename: 'GoldenCase', expected: 'APPROVE' })
  const versionId = await strictVersion()
  const { goldenVerdicts } = await ask(author, 'GoldenVerdicts', { versionId })
  expect(goldenVerdicts).toMatchObject([{ state: 'RED', got: 'REVIEW', rule: 'strict' }])

  const gates = await ask(publisher, 'PublishGates', { versionId, locale: 'en' })
  expect(gates.publishGates).toContainEqual({
    name: 'REGRESSION',
    state: 'BLOCKS',
    message: '1 of 1 regression cases would be decided otherwise than expected',
  })
  expect(await ask(publisher, 'PublishCheckProfile', { versionId })).toMatchObject({
    __typename: 'ProfileProblems',
    problems: [{ code: 'REGRESSION' }],
  })

  // who writes rules can't take away what stands in their way
  const goldenCaseId = frozen.id
  expect(await ask(author, 'RetireGoldenCase', { goldenCaseId })).toMatchObject({
    code: 'FORBIDDEN',
  })
  expect(await ask(publisher, 'RetireGoldenCase', { goldenCaseId })).toMatchObject({
    __typename: 'GoldenCase',
  })
  expect(await ask(publisher, 'RetireGoldenCase', { goldenCaseId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await ask(publisher, 'PublishCheckProfile', { versionId })).toMatchObject({
    __typename: 'CheckProfileVersion',
    status: 'PUBLISHED',
  })
})

test('what is kept are facts: no session, no region of a picture, nothing declared or read', async () => {
  const { id } = await freeze(reviewer, { idempotencyKey: 'facts', name: 'facts only' })
  const row = await withTenant(stack.database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('goldenCases')
      .selectAll()
      .where('id', '=', parseGlobalId('GoldenCase', id))
      .executeTakeFirstOrThrow(),
  )
  const text = JSON.stringify(row)
  expect(text).not.toContain(parseGlobalId('VerificationSession', sessionId))
  expect(text).not.toContain('山田')
  expect(text).not.toContain('1993')
  const records = row.records as { evidence: { box: unknown; label: unknown }[] }[]
  const places = records.flatMap(({ evidence }) => evidence)
  expect(places.every(({ box, label }) => box === null && label === null)).toBe(true)
  expect(records.length).toBeGreaterThan(10)
})

test('the same key freezes once, and another wish under it is refused', async () => {
  const first = await freeze(reviewer, { idempotencyKey: 'twice', name: 'once' })
  expect((await freeze(reviewer, { idempotencyKey: 'twice', name: 'once' })).id).toBe(first.id)
  expect(await freeze(reviewer, { idempotencyKey: 'twice', name: 'other' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  })
})

test.each([
  ['an empty name', { name: ' ' }],
  ['a name of 81 letters', { name: 'x'.repeat(81) }],
  ['attempt 0', { attempt: 0 }],
])('%s is refused', async (_what, input) => {
  expect(await freeze(reviewer, { idempotencyKey: 'bad', ...input })).toMatchObject({
    code: 'INPUT_INVALID',
  })
})

test('an attempt that never was has no facts', async () => {
  expect(await freeze(reviewer, { idempotencyKey: 'none', attempt: 7 })).toMatchObject({
    code: 'SESSION_STATE',
  })
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchSplit } from '../../activities/watch-split.ts'
import { withTenant } from '../../db/client.ts'
import { isInShare } from '../../db/settings/splits.ts'
import type { Decisions } from '../../db/schema.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import {
  applyByApi,
  createSession,
  followLink,
  openByApi,
  operationHashes,
  sessionInput,
} from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { insertSession } from '../support/session-row.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'

let stack: Stack
let tenant: PreparedTenant
let tenantId: string
let key: string
let profileId: string
let challengerId: string
let author: SignedIn
let publisher: SignedIn
let other: SignedIn
const hashes = operationHashes('admin')
const { profile } = presetOf('FULL')

beforeAll(async () => {
  // sign-ins are limited by address
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  tenant = await prepareTenant(stack.database)
  tenantId = tenant.tenantId
  key = await stack.addKey(tenantId)
  author = await stack.signIn(tenantId, ['PROFILE_AUTHOR', 'PROFILE_PUBLISHER'])
  publisher = await stack.signIn(tenantId, ['PROFILE_PUBLISHER'])
  other = await stack.signIn(tenantId, ['PROFILE_AUTHOR', 'PROFILE_PUBLISHER'])
  profileId = await withTenant(stack.database.db, tenantId, async (trx) =>
    globalId(
      'CheckProfile',
      (await trx.selectFrom('checkProfiles').select('id').executeTakeFirstOrThrow()).id,
    ),
  )
  challengerId = await scheduled()
})

const ask = async (who: SignedIn, operation: string, variables: object) =>
  Object.values((await stack.ask(who, hashes.get(operation) ?? '', variables)).data ?? {})[0]

/** A version that sends everybody to a person. */
const everybodySeen = {
  ...profile,
  rules: [
    {
      id: 'everybody',
      when: { fact: 'DOB_AGE.age', operator: 'LESS', value: 200 },
      effect: { kind: 'REVIEW' },
    },
    ...profile.rules,
  ],
}
const nextYear = () => new Date(Date.now() + 300 * 86_400_000).toISOString()

/** Written by one, approved by another for a day to come. */
async function scheduled(effectiveFrom: string | null = nextYear()): Promise<string> {
  const { id } = await ask(author, 'SaveCheckProfileDraft', {
    input: { profileId, definition: everybodySeen },
  })
  await ask(author, 'SubmitCheckProfile', { versionId: id, effectiveFrom })
  expect(
    await ask(publisher, 'PublishCheckProfile', { versionId: id, effectiveFrom }),
  ).toMatchObject({ status: effectiveFrom ? 'SCHEDULED' : 'PUBLISHED' })
  return id
}

const wish = (more: object = {}) => ({
  challengerId,
  share: 50,
  mostHumanReview: 0.2,
  leastCases: 20,
  ...more,
})
const start = (who: SignedIn, more: object = {}) =>
  ask(who, 'StartSplitTest', { input: wish(more) })
const newest = async () => (await ask(publisher, 'SplitTests', { id: profileId })).splitTests[0]

const versionOf = (sessionId: string) =>
  withTenant(stack.database.db, tenantId, async (trx) => {
    const { checkProfileVersionId } = await trx
      .selectFrom('sessions')
      .select('checkProfileVersionId')
      .where('id', '=', sessionId.slice(3))
      .executeTakeFirstOrThrow()
    return globalId('CheckProfileVersion', checkProfileVersionId)
  })
const liveVersion = () => globalId('CheckProfileVersion', tenant.versionId)

test('sessions are dealt by their id alone: asked again they are the same, and the sandbox has no part in it', async () => {
  expect(await start(publisher)).toMatchObject({ __typename: 'CheckProfile' })
  const { id: splitId } = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('splitTests').select('id').executeTakeFirstOrThrow(),
  )
  const dealt = []
  for (let i = 0; i < 12; i += 1) {
    const input = sessionInput()
    const { data } = await stack.ask({ key }, createSession, { input })
    const again = await stack.ask({ key }, createSession, { input })
    const id: string = data?.['createVerificationSession'].session.id
    expect(again.data?.['createVerificationSession'].session.id).toBe(id)
    const lot = await stack.database.keyring.blindIndex(
      tenantId,
      'split-test',
      `${splitId}/${id.slice(3)}`,
    )
    dealt.push(await versionOf(id))
    expect(dealt.at(-1)).toBe(isInShare(lot, 50) ? challengerId : liveVersion())
  }
  expect(new Set(dealt)).toEqual(new Set([challengerId, liveVersion()]))
  const sandboxKey = await stack.addKey(tenantId, undefined, true)
  for (let i = 0; i < 6; i += 1) {
    const { id } = await openByApi(stack, { key: sandboxKey })
    expect(await versionOf(id)).toBe(liveVersion())
  }
})

test('evenly spread lots fall to the challenger as often as its share says', () => {
  const lots = Array.from({ length: 1000 }, (_, i) => {
    const lot = Buffer.alloc(4)
    lot.writeUInt32BE(Math.floor(((i + 0.5) / 1000) * 2 ** 32))
    return lot
  })
  for (const share of [1, 10, 50]) {
    expect(lots.filter((lot) => isInShare(lot, share)).length).toBe(share * 10)
  }
})

/** Decided sessions of a version, without a story. */
async function decided(
  versionId: string,
  count: number,
  machine: Decisions['outcome'],
  human?: Decisions['outcome'],
): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const at = { ...tenant, versionId: versionId.slice(3) }
    const session = await insertSession(stack.database, at)
    const dependencies = { db: stack.database.db, clock: () => new Date() }
    await watchSplit(dependencies, session, machine, 'MACHINE')
    // tried again, as an activity may be
    await watchSplit(dependencies, session, machine, 'MACHINE')
    if (human) await watchSplit(dependencies, session, human, 'PERSON')
  }
}

test('a challenger that sends too many to people is stopped by the case that shows it, and new sessions are the main version’s', async () => {
  await start(publisher)
  await decided(challengerId, 19, 'REVIEW')
  await decided(liveVersion(), 5, 'APPROVE')
  expect(await newest()).toMatchObject({
    status: 'RUNNING',
    counts: {
      arms: [
        { arm: 'MAIN', decided: 5, approved: 5, reviewed: 0 },
        { arm: 'CHALLENGER', decided: 19, approved: 0, reviewed: 19 },
      ],
      guards: [{ reason: 'HUMAN_REVIEW', cases: 19, hits: 19 }],
    },
  })
  // the twentieth is a real one
  for (;;) {
    const { id, link } = await openByApi(stack, { key })
    if ((await versionOf(id)) !== challengerId) continue
    await applyByApi(stack, await followLink(link))
    await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
    break
  }
  await expect.poll(async () => (await newest()).status, { timeout: 10_000 }).toBe('STOPPED')
  expect(await newest()).toMatchObject({
    stopReason: 'HUMAN_REVIEW',
    stopFigures: { limit: 0.2, cases: 20, hits: 20 },
    stoppedBy: null,
  })
  for (let i = 0; i < 6; i += 1) {
    expect(await versionOf((await openByApi(stack, { key })).id)).toBe(liveVersion())
  }
  const [event] = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['actorKind', 'canonical'])
      .where('action', '=', 'split_test.stopped')
      .execute(),
  )
  expect(event?.actorKind).toBe('SYSTEM')
  expect(JSON.parse(event?.canonical ?? '')).toMatchObject({
    detail: { reason: 'HUMAN_REVIEW', cases: 20, hits: 20, limit: 0.2 },
  })
})

test.each([
  ['approves too many by itself', { mostAutoApprove: 0.3 }, 'APPROVE', undefined, 'AUTO_APPROVE'],
  ['sends people what they approve', { mostOverturn: 0.3 }, 'REVIEW', 'APPROVE', 'OVERTURN'],
] as const)('a challenger that %s is stopped', async (_what, guard, machine, human, stopReason) => {
  await start(publisher, { mostHumanReview: null, ...guard })
  await decided(challengerId, 19, machine, human)
  expect(await newest()).toMatchObject({ status: 'RUNNING' })
  await decided(challengerId, 1, machine, human)
  expect(await newest()).toMatchObject({ status: 'STOPPED', stopReason })
})

test('one within its limits runs on', async () => {
  await start(publisher, { mostHumanReview: 0.9, mostAutoApprove: 0.9 })
  await decided(challengerId, 20, 'REVIEW')
  await decided(challengerId, 20, 'APPROVE')
  expect(await newest()).toMatchObject({ status: 'RUNNING' })
})

test('a person stops it, once', async () => {
  await start(publisher)
  expect(await ask(publisher, 'StopSplitTest', { profileId })).toMatchObject({
    __typename: 'CheckProfile',
  })
  const split = await newest()
  expect(split).toMatchObject({
    status: 'STOPPED',
    stopReason: 'MEMBER',
    stoppedBy: { id: globalId('Member', publisher.memberId) },
  })
  await ask(publisher, 'StopSplitTest', { profileId })
  expect(await newest()).toEqual(split)
})

test('another version that comes into force ends it, and so does a challenger whose approval is taken back', async () => {
  await start(publisher)
  await scheduled(null)
  await openByApi(stack, { key })
  expect(await newest()).toMatchObject({ status: 'STOPPED', stopReason: 'MAIN_CHANGED' })

  expect(await start(publisher)).toMatchObject({ __typename: 'CheckProfile' })
  await ask(publisher, 'CancelScheduledCheckProfile', { versionId: challengerId, comment: '' })
  const { id } = await openByApi(stack, { key })
  expect(await versionOf(id)).not.toBe(challengerId)
  expect(await newest()).toMatchObject({ status: 'STOPPED', stopReason: 'MAIN_CHANGED' })
})

test('nobody puts before applicants what they wrote themselves, or what nobody approved', async () => {
  expect(await start(author)).toMatchObject({ code: 'PROFILE_SELF_APPROVAL' })
  const { id } = await ask(other, 'SaveCheckProfileDraft', {
    input: { profileId, definition: everybodySeen },
  })
  expect(await start(publisher, { challengerId: id })).toMatchObject({ code: 'INPUT_INVALID' })
  await ask(other, 'SubmitCheckProfile', { versionId: id })
  expect(await start(publisher, { challengerId: id })).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await start(publisher, { challengerId: liveVersion() })).toMatchObject({
    code: 'INPUT_INVALID',
  })
  expect(await newest()).toBeUndefined()
})

test('there is one at a time', async () => {
  const answers = await Promise.all([start(publisher), start(other)])
  expect(answers.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([
    'CheckProfile',
    'INPUT_INVALID',
  ])
})

test.each([
  ['a share of nothing', { share: 0 }],
  ['more than half', { share: 51 }],
  ['no guard rail', { mostHumanReview: null }],
  ['a limit of nothing', { mostHumanReview: 0 }],
  ['a limit that nothing goes beyond', { mostHumanReview: 1 }],
  ['a guard rail that speaks after 19 cases', { leastCases: 19 }],
])('%s is refused', async (_what, more) => {
  expect(await start(publisher, more)).toMatchObject({ code: 'INPUT_INVALID' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { publishVersion } from '../../db/settings/check-profiles.ts'
import { newId } from '../../domain/ids.ts'
import { parseGlobalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { askAnything } from '../support/any-operation.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { connect } from '../support/sql.ts'
import { startStack, type Caller, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'

let stack: Stack
let tenant: PreparedTenant
let key: string
let author: SignedIn
let publisher: SignedIn
let aheadMs = 0
const admin = operationHashes('admin')
const dayMs = 86_400_000

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { clock: () => new Date(Date.now() + aheadMs) })
  tenant = await prepareTenant(stack.database)
  key = await stack.addKey(tenant.tenantId)
  author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR', 'PROFILE_PUBLISHER'])
  publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const act = async (caller: Caller, operation: string, variables: object) =>
  Object.values((await stack.ask(caller, admin.get(operation) ?? '', variables)).data ?? {})[0]
const one = async (query: string, id: string) =>
  Object.values(
    (await askAnything(stack, { cookie: author.cookie }, query, { id })).data ?? {},
  )[0] as Record<string, ReturnType<typeof JSON.parse>>
const versionOf = (id: string) =>
  one(
    `query ($id: ID!) { checkProfileVersion(id: $id) {
      status sha256 effectiveFrom publisher { id }
      events { kind comment effectiveFrom member { id } }
      publishGates { name state message(locale: en) } } }`,
    id,
  )
const statusOf = async (id: string) => (await versionOf(id))['status']

async function begin(definition: unknown = presetOf('FULL').profile, name = 'Life') {
  const made = await act(author, 'CreateCheckProfile', { input: { name, preset: 'FULL' } })
  expect(made.__typename).toBe('CheckProfileVersion')
  const input = { profileId: made.profile.id, versionId: made.id, definition }
  await act(author, 'SaveCheckProfileDraft', { input })
  return { profileId: made.profile.id as string, versionId: made.id as string }
}
async function draftOf(profileId: string, definition: unknown = presetOf('FULL').profile) {
  const made = await act(author, 'SaveCheckProfileDraft', { input: { profileId, definition } })
  return made.id as string
}
async function submitted(profileId?: string) {
  const made = profileId ? { profileId, versionId: await draftOf(profileId) } : await begin()
  await act(author, 'SubmitCheckProfile', { versionId: made.versionId })
  return made
}
async function published(profileId?: string, effectiveFrom?: Date) {
  const made = await submitted(profileId)
  const { versionId } = made
  const answer = await act(publisher, 'PublishCheckProfile', { versionId, effectiveFrom })
  expect(answer.__typename).toBe('CheckProfileVersion')
  return made
}
const pinnedBy = async (profileId: string) => {
  const { id } = await openByApi(stack, { key }, { checkProfileId: profileId })
  const { data } = await stack.ask(
    { key },
    'query ($id: ID!) { verificationSession(id: $id) { checkProfileVersion { id } } }',
    { id },
  )
  return data?.['verificationSession'].checkProfileVersion.id as string
}

test('a submission is taken back by its author, or sent back with a comment, and handed in again', async () => {
  const { versionId } = await submitted()
  expect(await act(publisher, 'WithdrawCheckProfile', { versionId })).toMatchObject({
    code: 'FORBIDDEN',
  })
  await act(author, 'WithdrawCheckProfile', { versionId })
  expect(await statusOf(versionId)).toBe('DRAFT')
  await act(author, 'SubmitCheckProfile', { versionId })

  expect(await act(publisher, 'SendBackCheckProfile', { versionId, comment: '  ' })).toMatchObject({
    code: 'INPUT_INVALID',
    field: 'comment',
  })
  expect(await act(author, 'SendBackCheckProfile', { versionId, comment: 'x' })).toMatchObject({
    code: 'PROFILE_SELF_APPROVAL',
  })
  await act(publisher, 'SendBackCheckProfile', { versionId, comment: '年齢の条件が抜けています' })
  const back = await versionOf(versionId)
  expect(back['status']).toBe('DRAFT')
  expect(back['events'].map(({ kind }: { kind: string }) => kind)).toEqual([
    'SENT_BACK',
    'SUBMITTED',
    'WITHDRAWN',
    'SUBMITTED',
    'BEGUN',
  ])
  expect(back['events'][0].comment).toBe('年齢の条件が抜けています')
  await act(author, 'SubmitCheckProfile', { versionId })
  await act(publisher, 'PublishCheckProfile', { versionId })
  expect(await statusOf(versionId)).toBe('PUBLISHED')
})

test('nobody publishes what they wrote: not by a key of theirs, not by another membership', async () => {
  const { versionId } = await submitted()
  expect(await act(author, 'PublishCheckProfile', { versionId })).toMatchObject({
    code: 'PROFILE_SELF_APPROVAL',
  })
  expect((await versionOf(versionId))['publishGates'][0]).toMatchObject({
    name: 'FOUR_EYES',
    state: 'BLOCKS',
  })
  // a key with every scope, as the author could make one
  const text =
    'mutation ($id: ID!) { publishCheckProfile(versionId: $id) { __typename ... on OperationError { code } } }'
  const byKey = await stack.ask({ key }, text, { id: versionId })
  expect(byKey.data?.['publishCheckProfile']).toEqual({
    __typename: 'OperationError',
    code: 'FORBIDDEN',
  })

  // the database allows one membership a login and company; were that to change, the login is still one person
  const owner = await connect(stack.database.ownerUrl)
  await owner.run('alter table members drop constraint members_tenant_id_user_id_key')
  const second = newId()
  await owner.run(
    `insert into members (tenant_id, id, user_id, display_name, roles, created_at)
     select tenant_id, $1, user_id, 'Second', '{PROFILE_PUBLISHER}', now() from members where id = $2`,
    [second, author.memberId],
  )
  const local = parseGlobalId('CheckProfileVersion', versionId)
  const { tenantId } = tenant
  const bySecond = withTenant(stack.database.db, tenantId, (trx) =>
    publishVersion(trx, { tenantId, memberId: second, at: new Date() }, local),
  )
  expect(await codeOfAsync(bySecond)).toBe('PROFILE_SELF_APPROVAL')
  await expect(
    owner.run(
      `update check_profile_versions
       set status = 'PUBLISHED', publisher_id = $1, published_at = now(), effective_from = now() where id = $2`,
      [second, local],
    ),
  ).rejects.toThrow('another person')
  await owner[Symbol.asyncDispose]()
  expect(await statusOf(versionId)).toBe('SUBMITTED')
})

test('what was handed in or published is not rewritten, neither by the API nor in the database', async () => {
  const { profileId, versionId } = await published()
  const { sha256 } = await versionOf(versionId)
  const definition = { ...presetOf('FULL').profile, scene: 'OWN' }
  const input = { profileId, versionId, definition }
  expect(await act(author, 'SaveCheckProfileDraft', { input })).toMatchObject({
    code: 'INPUT_INVALID',
    field: 'versionId',
  })
  const waiting = await submitted(profileId)
  expect(
    await act(author, 'SaveCheckProfileDraft', {
      input: { ...input, versionId: waiting.versionId },
    }),
  ).toMatchObject({ code: 'INPUT_INVALID' })
  for (const operation of [
    'SubmitCheckProfile',
    'WithdrawCheckProfile',
    'DiscardCheckProfileDraft',
  ]) {
    expect(await act(author, operation, { versionId })).toMatchObject({ code: 'INPUT_INVALID' })
  }
  expect((await versionOf(versionId))['sha256']).toBe(sha256)
  const local = parseGlobalId('CheckProfileVersion', versionId)
  await expect(
    withTenant(stack.database.db, tenant.tenantId, (trx) =>
      trx
        .updateTable('checkProfileVersions')
        .set({ definition: '{}' })
        .where('id', '=', local)
        .execute(),
    ),
  ).rejects.toThrow('only a draft is rewritten')
})

test('sessions are pinned to the version whose day came last, and keep it', async () => {
  const first = await published()
  const { profileId } = first
  const day = (days: number) => new Date(stack.dependencies.clock().getTime() + days * dayMs)
  const inTen = await published(profileId, day(10))
  const inFive = await published(profileId, day(5))
  expect(await statusOf(inTen.versionId)).toBe('SCHEDULED')
  expect(await pinnedBy(profileId)).toBe(first.versionId)
  const waiting = await submitted(profileId)
  expect(
    (await versionOf(waiting.versionId))['publishGates'].find(
      ({ name }: { name: string }) => name === 'NEXT_VERSION',
    ).state,
  ).toBe('WARNS')

  aheadMs = 6 * dayMs
  expect(await statusOf(first.versionId)).toBe('SUPERSEDED')
  expect(await statusOf(inFive.versionId)).toBe('PUBLISHED')
  expect(await pinnedBy(profileId)).toBe(inFive.versionId)
  aheadMs = 11 * dayMs
  expect(await pinnedBy(profileId)).toBe(inTen.versionId)
  expect(await statusOf(inFive.versionId)).toBe('SUPERSEDED')
  const now = await published(profileId)
  expect(await pinnedBy(profileId)).toBe(now.versionId)
  aheadMs = 0
  expect(await pinnedBy(profileId)).toBe(first.versionId)
})

test('a scheduled version is cancelled before its day and waits for a publisher again', async () => {
  const first = await published()
  const { profileId } = first
  const soon = new Date(stack.dependencies.clock().getTime() + dayMs)
  const { versionId } = await published(profileId, soon)
  await act(publisher, 'CancelScheduledCheckProfile', { versionId, comment: '延期' })
  expect(await versionOf(versionId)).toMatchObject({ status: 'SUBMITTED', publisher: null })
  aheadMs = 2 * dayMs
  expect(await pinnedBy(profileId)).toBe(first.versionId)
  aheadMs = 0
  // what is in force can't be cancelled, only superseded
  expect(
    await act(publisher, 'CancelScheduledCheckProfile', { versionId: first.versionId }),
  ).toMatchObject({ code: 'INPUT_INVALID' })
  for (const effectiveFrom of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
    expect(await act(publisher, 'PublishCheckProfile', { versionId, effectiveFrom })).toMatchObject(
      {
        code: 'INPUT_INVALID',
        field: 'effectiveFrom',
      },
    )
  }
})

test('an archived profile takes no new session; the open one goes on with its version; it can be brought back', async () => {
  const { profileId, versionId } = await published()
  const draft = await draftOf(profileId)
  const open = await openByApi(stack, { key }, { checkProfileId: profileId })
  await act(publisher, 'ArchiveCheckProfile', { profileId, comment: '統合のため' })
  expect(await act(publisher, 'ArchiveCheckProfile', { profileId })).toMatchObject({
    code: 'INPUT_INVALID',
  })
  expect(await statusOf(versionId)).toBe('ARCHIVED')
  await expect(openByApi(stack, { key }, { checkProfileId: profileId })).rejects.toThrow(
    'PROFILE_NOT_PUBLISHED',
  )
  expect(await act(author, 'SubmitCheckProfile', { versionId: draft })).toMatchObject({
    code: 'PROFILE_ARCHIVED',
  })
  const input = { profileId, definition: presetOf('FULL').profile }
  expect(await act(author, 'SaveCheckProfileDraft', { input })).toMatchObject({
    code: 'PROFILE_ARCHIVED',
  })

  await applyByApi(stack, await followLink(open.link))
  await reach(stack.database, tenant.tenantId, open.id.slice('vs_'.length), 'APPROVED')
  const list = (archived: boolean) =>
    act(author, 'CheckProfiles', { first: 50, archived }).then(({ edges }) =>
      edges.map(({ node }: { node: { id: string } }) => node.id),
    )
  expect(await list(true)).toEqual([profileId])
  expect(await list(false)).not.toContain(profileId)

  await act(publisher, 'RestoreCheckProfile', { profileId })
  expect(await pinnedBy(profileId)).toBe(versionId)
  const profile = await one(
    'query ($id: ID!) { checkProfile(id: $id) { archivedAt events { kind comment } } }',
    profileId,
  )
  expect(profile).toEqual({
    archivedAt: null,
    events: [
      { kind: 'RESTORED', comment: null },
      { kind: 'ARCHIVED', comment: '統合のため' },
    ],
  })
})

test('a draft is discarded by its author alone', async () => {
  const { versionId } = await begin()
  const other = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  expect(await act(other, 'DiscardCheckProfileDraft', { versionId })).toMatchObject({
    code: 'FORBIDDEN',
  })
  await act(author, 'DiscardCheckProfileDraft', { versionId })
  expect(await statusOf(versionId)).toBe('ARCHIVED')
  expect(await act(author, 'SubmitCheckProfile', { versionId })).toMatchObject({
    code: 'INPUT_INVALID',
  })
})

test('a gate that blocks refuses the publication, and is read before', async () => {
  const { versionId } = await submitted()
  // what a release found no fault with, a later one may
  const owner = await connect(stack.database.ownerUrl)
  const broken = JSON.stringify({ ...presetOf('FULL').profile, otherwise: { kind: 'APPROVE' } })
  await owner.run("set session_replication_role = 'replica'")
  await owner.run('update check_profile_versions set definition = $1 where id = $2', [
    broken,
    parseGlobalId('CheckProfileVersion', versionId),
  ])
  await owner[Symbol.asyncDispose]()
  expect((await versionOf(versionId))['publishGates']).toContainEqual({
    name: 'LINTER',
    state: 'BLOCKS',
    message: 'The rules have 1 problem that must be mended',
  })
  expect(await act(publisher, 'PublishCheckProfile', { versionId })).toMatchObject({
    __typename: 'ProfileProblems',
    problems: [{ code: 'LINTER' }],
  })
  expect(await statusOf(versionId)).toBe('SUBMITTED')
})

test('every step is in the audit chain, without what people wrote', async () => {
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const { nodes, text } = await auditOf(owner)
  for (const step of [
    'draft_begun',
    'draft_saved',
    'submitted',
    'withdrawn',
    'sent_back',
    'published',
    'schedule_cancelled',
    'draft_discarded',
    'archived',
    'restored',
  ]) {
    expect(nodes, step).toContain(`check_profile.${step}`)
  }
  expect(text).not.toContain('年齢の条件が抜けています')
})

async function auditOf(owner: SignedIn) {
  const nodes: string[] = []
  let text = ''
  let after: string | null = null
  do {
    const answer = await act(owner, 'AuditEvents', { first: 100, after })
    text += JSON.stringify(answer)
    for (const { node } of answer.edges) nodes.push(node.action)
    after = answer.pageInfo.hasNextPage ? answer.pageInfo.endCursor : null
  } while (after !== null)
  return { nodes, text }
}

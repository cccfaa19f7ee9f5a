import { newId } from '../../domain/ids.ts'
import { caseMoved } from '../../workflows/messages.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
const admin = operationHashes('admin')

beforeAll(async () => {
  const doubtful = { ...goodFace, score: 0.4, farLevel: 'LOW' } as const
  stack = await startStack(scriptedVision({ compareFaces: () => doubtful }))
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const sessionQuery = `query ($id: ID!) { verificationSession(id: $id) { status case { id } } }`

/** A case that waits, and who may review it. */
async function waitingCase(key: string) {
  const { id, link } = await openByApi(stack, { key })
  await applyByApi(stack, await followLink(link))
  return vi.waitFor(async () => {
    const found = (await stack.ask({ key }, sessionQuery, { id })).data?.['verificationSession']
    expect(found.status).toBe('IN_REVIEW')
    expect(found.case).not.toBeNull()
    return { sessionId: id, caseId: String(found.case.id) }
  }, 30_000)
}

const asks = async (who: SignedIn, operation: string, variables: object) => {
  const answer = await stack.ask(who, admin.get(operation) ?? '', variables)
  if (!answer.data) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  return answer.data
}
const keyFor = async (tenantId: string) => stack.addKey(tenantId)
const now = () => new Date().toISOString()

test('a case is shown as it was at any moment: who held it, what was decided, what had come in', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const before = now()
  const { caseId } = await waitingCase(await keyFor(tenantId))
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const open = now()
  await asks(reviewer, 'ClaimCase', { caseId })
  const claimed = now()
  const { case: held } = await asks(reviewer, 'Case', { id: caseId })
  await asks(reviewer, 'ResolveCase', {
    input: {
      caseId,
      expectedVersion: held.version,
      resolution: 'DECLINE',
      reasonCodes: ['FACE_MISMATCH'],
      internalNote: 'another person',
      idempotencyKey: 'once',
    },
  })
  await vi.waitFor(async () => {
    const { case: done } = await asks(reviewer, 'Case', { id: caseId })
    expect(done.session.status).toBe('DECLINED')
  })
  const at = async (moment: string) =>
    (await asks(reviewer, 'Case', { id: caseId, at: moment })).case

  expect(await at(before)).toBeNull()
  expect(await at(open)).toMatchObject({
    asOf: open,
    status: 'OPEN',
    version: 1,
    assignee: null,
    resolution: null,
    session: { status: 'IN_REVIEW', decidedAt: null, decisions: [{ outcome: 'REVIEW' }] },
  })
  expect(await at(claimed)).toMatchObject({
    status: 'ASSIGNED',
    version: 2,
    assignee: { displayName: 'REVIEWER' },
    leaseExpiresAt: null,
    session: { status: 'IN_REVIEW' },
  })
  expect(await at(now())).toMatchObject({
    status: 'RESOLVED',
    resolution: 'DECLINE',
    session: {
      status: 'DECLINED',
      reasonCodes: ['FACE_MISMATCH'],
      decisions: [{ outcome: 'REVIEW' }, { internalNote: 'another person' }],
    },
  })
  expect((await asks(reviewer, 'Case', { id: caseId })).case.asOf).toBeNull()
})

test('a picture that was asked for again counts as current until the moment when it was replaced', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const { caseId } = await waitingCase(await keyFor(tenantId))
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  await asks(reviewer, 'ClaimCase', { caseId })
  const first = now()
  const { case: held } = await asks(reviewer, 'Case', { id: caseId })
  await asks(reviewer, 'RequestResubmission', {
    input: {
      caseId,
      expectedVersion: held.version,
      slots: ['FACE'],
      reasonCodes: ['FACE_DOUBTFUL'],
      idempotencyKey: 'once',
    },
  })
  const faceOf = (found: { session: { attempts: { captures: { slot: string }[] }[] } }) =>
    found.session.attempts.flatMap(({ captures }) => captures).find(({ slot }) => slot === 'FACE')
  await vi.waitFor(async () => {
    const { case: later } = await asks(reviewer, 'Case', { id: caseId })
    expect(faceOf(later)).toMatchObject({ superseded: true })
    expect(later.session.attempts).toHaveLength(2)
  })
  const { case: then } = await asks(reviewer, 'Case', { id: caseId, at: first })
  expect(faceOf(then)).toMatchObject({ superseded: false })
  expect(then.session.attempts).toHaveLength(1)
})

test('a moment that is none is refused with its code', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const { caseId } = await waitingCase(await keyFor(tenantId))
  const { errors } = await stack.ask(reviewer, admin.get('Case') ?? '', { id: caseId, at: 'soon' })
  expect(errors).toHaveLength(1)
})

test('what a reviewer typed is sealed with a key of their own for each case', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await keyFor(tenantId)
  const [one, two] = [await waitingCase(key), await waitingCase(key)]
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const other = await stack.signIn(tenantId, ['REVIEWER'])
  const auditor = await stack.signIn(tenantId, ['AUDITOR'])
  const keyOf = async (who: SignedIn, id: string) =>
    String((await asks(who, 'Case', { id })).case.draftKey)
  const mine = await keyOf(reviewer, one.caseId)
  expect(Buffer.from(mine, 'base64')).toHaveLength(32)
  expect(await keyOf(reviewer, one.caseId)).toBe(mine)
  expect(await keyOf(reviewer, two.caseId)).not.toBe(mine)
  expect(await keyOf(other, one.caseId)).not.toBe(mine)
  expect((await asks(auditor, 'Case', { id: one.caseId })).case.draftKey).toBeNull()
})

test('a double registration leads to the person’s other sessions, but not for a reviewer from outside', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await keyFor(tenantId)
  const first = await waitingCase(key)
  const second = await waitingCase(key)
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const outside = await stack.signIn(tenantId, ['OUTSOURCED_REVIEWER'])
  const { case: seen } = await asks(reviewer, 'Case', { id: second.caseId })
  expect(seen.session.samePerson).toMatchObject([{ id: first.sessionId, status: 'IN_REVIEW' }])
  const { case: fromOutside } = await asks(outside, 'Case', { id: second.caseId })
  expect(fromOutside).toBeNull()
})

test('a case that was moved is shown in the queue and with the priority that it had', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const { caseId } = await waitingCase(await keyFor(tenantId))
  const supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  const { case: opened } = await asks(supervisor, 'Case', { id: caseId })
  const before = now()
  const id = caseId.slice('case_'.length)
  await stack.dependencies.stories.tellCase({ tenantId, caseId: id }, caseMoved, newId(), [
    { byMemberId: supervisor.memberId, queue: 'elsewhere', priority: 70 },
  ])
  expect((await asks(supervisor, 'Case', { id: caseId })).case).toMatchObject({
    queue: 'elsewhere',
    priority: 70,
  })
  expect((await asks(supervisor, 'Case', { id: caseId, at: before })).case).toMatchObject({
    queue: opened.queue,
    priority: opened.priority,
    version: opened.version,
  })
  expect((await asks(supervisor, 'Case', { id: caseId, at: now() })).case).toMatchObject({
    queue: 'elsewhere',
    priority: 70,
    version: opened.version + 1,
  })
})

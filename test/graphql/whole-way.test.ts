import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  applicantAsks,
  applyByApi,
  createSession,
  followLink,
  openByApi,
  operationHashes,
  sessionInput,
} from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { goodFace } from '../support/findings.ts'
import { startHttpServer } from '../support/http-server.ts'
import { allScopes, startStack, type Answer, type SignedIn, type Stack } from '../support/stack.ts'
import { isSignedBy } from '../support/webhooks.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let key: string
let reviewer: SignedIn
let faceScore = goodFace
const admin = operationHashes('admin')

beforeAll(async () => {
  stack = await startStack(scriptedVision({ compareFaces: () => faceScore }))
})
// a tenant for each, since all applicants here are read as the same person
beforeEach(async () => {
  const { tenantId } = await prepareTenant(stack.database)
  // a back office's key, that reviews nothing
  key = await stack.addKey(
    tenantId,
    allScopes.filter((scope) => scope !== 'cases:review'),
  )
  reviewer = await stack.signIn(tenantId, ['REVIEWER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const statusQuery = `query ($id: ID!) {
  verificationSession(id: $id) {
    status isFinal reasonCodes declared { name }
    applicant { externalId }
    decisions { outcome decidedBy internalNote applicantMessage explanation(locale: en) }
    attempts { captures { slot accepted imageUrl(variant: MASKED) } fields { key read declared } checks { key outcome } }
    history(first: 50) { action }
  }
}`
const staff = async (operation: string, variables: object = {}) =>
  firstOf(await stack.ask({ cookie: reviewer.cookie }, admin.get(operation) ?? '', variables))
const staffOrKey = async (text: string, variables: object) =>
  firstOf(await stack.ask({ key }, text, variables))
function firstOf({ data, errors }: Answer) {
  if (!data) throw new Error(JSON.stringify(errors))
  return Object.values(data)[0]
}
const read = async (id: string) =>
  (await stack.ask({ key }, statusQuery, { id })).data?.['verificationSession']

test('an applicant comes from a link to an approval, and the company reads the result', async () => {
  const { id, link } = await openByApi(stack, { key })
  const cookie = await followLink(link)
  expect((await applyByApi(stack, cookie)).status).toBe('PROCESSING')
  await vi.waitFor(async () => expect((await read(id)).status).toBe('APPROVED'), 20_000)
  const session = await read(id)
  expect(session.isFinal).toBe(true)
  expect(session.attempts[0].checks.length).toBeGreaterThan(10)
  expect((await applicantAsks(stack, cookie, 'CaptureSession')).status).toBe('APPROVED')
  // 免許の条件等 is blacked out in the picture, so it isn't read out beside it either
  const keys = session.attempts[0].fields.map(({ key }: { key: string }) => key)
  expect(keys).toContain('number')
  expect(keys).not.toContain('conditions')
  const image = session.attempts[0].captures[0].imageUrl
  expect((await fetch(image)).status).toBe(200)
})

test('a doubtful face goes to a person, who declines it with a note, a reason and a message', async () => {
  faceScore = { ...goodFace, score: 0.4, farLevel: 'LOW' }
  const { id, link } = await openByApi(stack, { key })
  const cookie = await followLink(link)
  await applyByApi(stack, cookie)
  await vi.waitFor(async () => expect((await read(id)).status).toBe('IN_REVIEW'), 20_000)

  const claimed = await vi.waitFor(async () => {
    const answer = await staff('ClaimNextCase')
    expect(answer).toMatchObject({ __typename: 'Case' })
    return answer
  })
  const { version } = await staff('Case', { id: claimed.id })
  const input = {
    caseId: claimed.id,
    expectedVersion: version,
    resolution: 'DECLINE',
    reasonCodes: ['FACE_MISMATCH'],
    internalNote: '別人に見える',
    applicantMessage: 'ご本人の確認ができませんでした',
    idempotencyKey: 'resolve-1',
  }
  expect(
    await staff('ResolveCase', { input: { ...input, expectedVersion: version + 7 } }),
  ).toMatchObject({
    __typename: 'OperationError',
    code: 'CASE_STALE',
  })
  expect(await staff('ResolveCase', { input })).toMatchObject({
    __typename: 'Case',
    status: 'RESOLVED',
  })
  // sent again after a lost answer: the same, not twice
  expect(await staff('ResolveCase', { input })).toMatchObject({ status: 'RESOLVED' })
  await vi.waitFor(async () => expect((await read(id)).status).toBe('DECLINED'), 20_000)

  const { decisions } = await read(id)
  expect(decisions.map((decision: { decidedBy: string }) => decision.decidedBy)).toEqual([
    'SYSTEM',
    'REVIEWER',
  ])
  // a key hears what the applicant hears, and never the note
  expect(decisions[1]).toMatchObject({
    internalNote: null,
    applicantMessage: 'ご本人の確認ができませんでした',
  })
  expect((await applicantAsks(stack, cookie, 'CaptureSession')).applicantMessage).toBe(
    'ご本人の確認ができませんでした',
  )
})

test('outcomes are told by a signed webhook, whose log is kept and which can be sent again', async () => {
  faceScore = goodFace
  await using receiver = await startHttpServer((_request, response) => void response.end('ok'))
  const made = await staffOrKey(
    `mutation ($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) { ... on WebhookEndpointSecret { secret endpoint { id } } }
  }`,
    { input: { url: receiver.url } },
  )
  const { id, link } = await openByApi(stack, { key })
  await applyByApi(stack, await followLink(link))
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 20_000)
  const [first] = receiver.received
  expect(JSON.parse(String(first?.body))).toMatchObject({
    type: 'verification_session.approved',
    data: { verificationSessionId: id, status: 'APPROVED', isFinal: true },
  })
  expect(
    await isSignedBy(made.secret, first?.headers['kakunin-signature'], first?.body ?? Buffer.of()),
  ).toBe(true)

  const deliveries = await staffOrKey(
    `query ($id: ID!) { webhookDeliveries(filter: { sessionId: $id }) { edges { node { id status attempts { httpStatus } } } } }`,
    { id },
  )
  const [{ node }] = deliveries.edges
  expect(node).toMatchObject({ status: 'DELIVERED', attempts: [{ httpStatus: 200 }] })
  await staffOrKey(`mutation ($id: ID!) { resendWebhook(deliveryId: $id) { __typename } }`, {
    id: node.id,
  })
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 20_000)
  expect(receiver.received[1]?.body.equals(first?.body ?? Buffer.of())).toBe(true)
})

test('whoever subscribes hears of each change of a session', async () => {
  const { id, link } = await openByApi(stack, { key })
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { verificationSessionChanged(id: $id) { status } }',
      variables: { id },
    }),
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const cookie = await followLink(link)
  await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '1' })
  let text = ''
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece
    if (text.includes('CAPTURING')) break
  }
  expect(text).toContain('event: next')
})

test('the same idempotency key makes one session, with other input it is refused', async () => {
  const input = sessionInput()
  const first = await stack.ask({ key }, createSession, { input })
  const again = await stack.ask({ key }, createSession, { input })
  const made = first.data?.['createVerificationSession']
  expect(again.data?.['createVerificationSession']).toMatchObject({
    replayed: true,
    session: { id: made.session.id },
  })
  const other = await stack.ask({ key }, createSession, { input: { ...input, externalId: 'x' } })
  expect(other.data?.['createVerificationSession']).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
})

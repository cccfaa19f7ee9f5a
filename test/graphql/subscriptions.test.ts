import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { revokeApiKey } from '../../db/settings/api-keys.ts'
import { applicantAsks, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { allScopes, startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string

beforeAll(async () => {
  stack = await startStack(scriptedVision(), {
    streams: { lifeMs: 3000, recheckMs: 300, mostOfCaller: 30 },
  })
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const changed = 'subscription ($id: ID!) { verificationSessionChanged(id: $id) { status } }'
const ofMember = operationHashes('admin').get('SessionChanged') ?? ''
const ofApplicant = operationHashes('capture').get('CaptureSessionChanged') ?? ''

interface Stream {
  readonly status: number
  /** All that came until now. */
  text(): string
  readonly ended: Promise<void>
  leave(): void
}

async function listen(
  headers: Record<string, string>,
  operation: string,
  id?: string,
): Promise<Stream> {
  const leaving = new AbortController()
  const byHash = operation.startsWith('sha256:')
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    signal: leaving.signal,
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'x-kakunin-csrf': '1',
      ...headers,
    },
    body: JSON.stringify({
      ...(byHash ? { documentId: operation } : { query: operation }),
      variables: id === undefined ? {} : { id },
    }),
  })
  let text = ''
  const ended = (async () => {
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? [])
        text += piece
    } catch {
      // cut off is ended, too
    }
  })()
  return { status: response.status, text: () => text, ended, leave: () => leaving.abort() }
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const within = (ms: number, promise: Promise<void>): Promise<boolean> =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms)),
  ])

async function keyAndId() {
  const secret = await stack.addKey(tenantId, allScopes, true)
  const id = await withTenant(stack.database.db, tenantId, async (trx) => {
    const rows = await trx.selectFrom('apiKeys').select(['id', 'hint']).execute()
    return rows.find(({ hint }) => secret.startsWith(hint))?.id ?? ''
  })
  return { secret, id }
}
const revoke = (id: string) =>
  withTenant(stack.database.db, tenantId, (trx) =>
    revokeApiKey(trx, tenantId, { id, actor: { kind: 'SYSTEM', id: null }, at: new Date() }),
  )

test('a stream ends after its time, quietly, and the process lives', async () => {
  const { id } = await openByApi(stack, { key })
  const stream = await listen(bearer(key), changed, id)
  expect(stream.status).toBe(200)
  expect(await within(2000, stream.ended)).toBe(false)
  expect(await within(3000, stream.ended)).toBe(true)
  expect(stack.logged.filter((line) => line.includes('UNEXPECTED'))).toEqual([])
  expect((await fetch(`${stack.url}/livez`)).status).toBe(200)
})

test('a caller has some streams at a time, and no more', async () => {
  const { secret } = await keyAndId()
  const { id } = await openByApi(stack, { key: secret })
  const streams = []
  for (let i = 0; i < 32; i += 1) streams.push(await listen(bearer(secret), changed, id))
  const statuses = streams.map(({ status }) => status)
  expect(statuses).toEqual([...Array(30).fill(200), 429, 429])
  // others are not disturbed
  const elsewhere = await listen(bearer(key), changed, (await openByApi(stack, { key })).id)
  expect(elsewhere.status).toBe(200)
  for (const stream of [...streams, elsewhere]) stream.leave()
  // and who leaves makes room
  await vi.waitFor(async () => {
    const again = await listen(bearer(secret), changed, id)
    again.leave()
    expect(again.status).toBe(200)
  }, 2000)
  expect(stack.logged.filter((line) => line.includes('UNEXPECTED'))).toEqual([])
})

test('a stream of a key that is revoked ends, and tells nothing any more', async () => {
  const { secret, id: keyId } = await keyAndId()
  const { id, link } = await openByApi(stack, { key: secret })
  const stream = await listen(bearer(secret), changed, id)
  await revoke(keyId)
  const cookie = await followLink(link)
  await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '1' })
  expect(await within(1500, stream.ended)).toBe(true)
  expect(stream.text()).not.toContain('CAPTURING')
})

test('a stream of a member who signs out ends', async () => {
  const { id } = await openByApi(stack, { key })
  const { cookie } = await stack.signIn(tenantId, ['REVIEWER'])
  const stream = await listen({ cookie }, ofMember, id)
  expect(stream.status).toBe(200)
  expect(await within(600, stream.ended)).toBe(false)
  await fetch(`${stack.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: stack.url, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(await within(1500, stream.ended)).toBe(true)
})

test('a stream of a member tells of a change', async () => {
  const { id, link } = await openByApi(stack, { key })
  const { cookie } = await stack.signIn(tenantId, ['REVIEWER'])
  const stream = await listen({ cookie }, ofMember, id)
  await applicantAsks(stack, await followLink(link), 'GiveConsent', { consentVersion: '1' })
  await expect.poll(stream.text, { timeout: 2000 }).toContain('CAPTURING')
  stream.leave()
})

test('nobody listens to another tenant’s session, or to none', async () => {
  const { id } = await openByApi(stack, { key })
  const { tenantId: other } = await prepareTenant(stack.database)
  const stranger = await stack.addKey(other)
  for (const [secret, session] of [
    [stranger, id],
    [key, id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ] as const) {
    const stream = await listen(bearer(secret), changed, session)
    expect(await within(1500, stream.ended)).toBe(true)
    expect(stream.text()).toContain('NOT_FOUND')
  }
})

test('an applicant’s screens hear of their own session, until another phone takes over', async () => {
  const { link } = await openByApi(stack, { key })
  const cookie = await followLink(link)
  const stream = await listen({ cookie }, ofApplicant)
  await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '1' })
  await expect.poll(stream.text, { timeout: 2000 }).toContain('CAPTURING')
  const second = await followLink(link)
  expect(await within(1500, stream.ended)).toBe(true)
  await applicantAsks(stack, second, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
  expect(stream.text()).not.toContain('"documentType":"DRIVERS_LICENCE"')
})

test('a key may not listen as an applicant', async () => {
  const stream = await listen(bearer(key), 'subscription { captureSessionChanged { id } }')
  expect(await within(1500, stream.ended)).toBe(true)
  expect(stream.text()).toMatch(/FORBIDDEN|UNAUTHENTICATED/)
})

test('who goes away is forgotten', async () => {
  const { id } = await openByApi(stack, { key })
  const streams = await Promise.all(
    Array.from({ length: 20 }, () => listen(bearer(key), changed, id)),
  )
  for (const stream of streams) stream.leave()
  await Promise.all(streams.map(({ ended }) => ended))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stack.logged.filter((line) => line.includes('UNEXPECTED'))).toEqual([])
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWebhookActivities } from '../../activities/send-webhook.ts'
import { withTenant } from '../../db/client.ts'
import { disableEndpoint, rotationMs } from '../../db/settings/webhook-endpoints.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startHttpServer, type HttpServer } from '../support/http-server.ts'
import { insertSession, type SessionRow } from '../support/session-row.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { addEndpoint, deliveryOf, event, isSignedBy, queue, rotate } from '../support/webhooks.ts'

let database: TestDatabase
let tenant: PreparedTenant
let session: SessionRow
let now = new Date()

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  now = new Date()
  tenant = await prepareTenant(database)
  session = await insertSession(database, tenant)
})
afterAll(() => database[Symbol.asyncDispose]())

const activities = (allowPrivateTargets = true) =>
  createWebhookActivities({
    ...database,
    clock: () => now,
    allowPrivateTargets,
    webhookTimeoutMs: 300,
  })

/** Lays one delivery for the address and tries it once. */
async function deliverTo(url: string, { allowPrivateTargets = true } = {}) {
  const endpoint = await addEndpoint(database, tenant.tenantId, url)
  const [deliveryId = ''] = await queue(database, session)
  const ref = { tenantId: tenant.tenantId, deliveryId }
  const { done } = await activities(allowPrivateTargets).sendWebhook(ref)
  return { endpoint, ref, done, delivery: await deliveryOf(database, ref.tenantId, deliveryId) }
}
const ok = () => startHttpServer((_request, response) => response.writeHead(200).end('thanks'))
const first = (server: HttpServer) => {
  const [request] = server.received
  if (!request) throw new Error('nothing was received')
  return request
}

describe('a webhook', () => {
  test('arrives signed over its raw bytes, as a receiver checks it by itself', async () => {
    await using server = await ok()
    const { endpoint, ref, done, delivery } = await deliverTo(`${server.url}/hooks?x=1`)
    const { method, path, headers, body } = first(server)
    expect({ method, path, done }).toEqual({ method: 'POST', path: '/hooks?x=1', done: true })
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'kakunin-event': event,
      'kakunin-delivery': `whd_${ref.deliveryId}`,
      'kakunin-attempt': '1',
    })
    const signature = headers['kakunin-signature']
    expect(await isSignedBy(endpoint.secret, signature, body)).toBe(true)
    expect(body.toString()).toBe(delivery.body)
    expect(delivery).toMatchObject({ status: 'DELIVERED', finishedAt: now })
    expect(delivery.attempts).toEqual([
      { number: 1, at: now.toISOString(), durationMs: 0, httpStatus: 200, errorCode: null },
    ])
  })

  test('is signed by nobody else, for no other body and no other time', async () => {
    await using server = await ok()
    const { endpoint } = await deliverTo(server.url)
    const { headers, body } = first(server)
    const signature = headers['kakunin-signature']
    const other = await addEndpoint(database, tenant.tenantId, server.url)
    expect(await isSignedBy(other.secret, signature, body)).toBe(false)
    expect(await isSignedBy(endpoint.secret, signature, Buffer.concat([body, Buffer.of(32)]))).toBe(
      false,
    )
    const later = String(signature).replace(/t=(\d+)/, (_all, t) => `t=${Number(t) + 1}`)
    expect(await isSignedBy(endpoint.secret, later, body)).toBe(false)
    const anHourOn = { nowMs: now.getTime() + 3_600_000 }
    expect(await isSignedBy(endpoint.secret, signature, body, anHourOn)).toBe(false)
  })

  test('is signed by both secrets while one is replaced by the other, then by the new one', async () => {
    await using server = await startHttpServer((_request, response) =>
      response.writeHead(500).end(),
    )
    const { endpoint, ref } = await deliverTo(server.url)
    const fresh = await rotate(database, ref.tenantId, endpoint.id, now)
    await activities().sendWebhook(ref)
    now = new Date(now.getTime() + rotationMs + 1000)
    await activities().sendWebhook(ref)
    const verdicts = await Promise.all(
      server.received.map(async ({ headers, body }) => {
        const clock = { toleranceMs: Infinity }
        const signature = headers['kakunin-signature']
        return [
          await isSignedBy(endpoint.secret, signature, body, clock),
          await isSignedBy(fresh, signature, body, clock),
        ]
      }),
    )
    expect(verdicts).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ])
  })

  test('carries ids and codes only, nothing of the person', async () => {
    await using server = await ok()
    await deliverTo(server.url)
    const body: unknown = JSON.parse(first(server).body.toString())
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}'
    expect(body).toEqual({
      id: expect.stringMatching(`^whd_${uuid}$`),
      type: event,
      payloadVersion: 1,
      createdAt: expect.any(String),
      data: {
        verificationSessionId: `vs_${session.sessionId}`,
        applicantId: expect.stringMatching(`^apl_${uuid}$`),
        status: 'CREATED',
        method: 'DOC_SELFIE',
        reasonCodes: [],
        isFinal: false,
        sandbox: false,
      },
    })
  })

  test.each([400, 404, 410, 429, 500, 503])('answered %i is worth another try', async (status) => {
    await using server = await startHttpServer((_request, response) =>
      response.writeHead(status).end(),
    )
    const { done, delivery } = await deliverTo(server.url)
    expect(done).toBe(false)
    expect(delivery).toMatchObject({ status: 'PENDING', finishedAt: null })
    expect(delivery.attempts).toMatchObject([{ httpStatus: status, errorCode: null }])
  })

  test('to a target that hangs is given up in time', async () => {
    await using server = await startHttpServer(() => undefined)
    const startMs = Date.now()
    const { done, delivery } = await deliverTo(server.url)
    expect(Date.now() - startMs).toBeLessThan(3000)
    expect(done).toBe(false)
    expect(delivery.attempts).toMatchObject([{ httpStatus: null, errorCode: 'TIMEOUT' }])
  })

  test.each([
    ['never ends', 20],
    ['never goes on', 1e9],
  ])('counts as delivered when the answer came, though its body %s', async (_how, everyMs) => {
    await using server = await startHttpServer((_request, response) => {
      response.writeHead(200).write('x')
      const timer = setInterval(() => response.write('x'.repeat(1000)), everyMs)
      response.on('close', () => clearInterval(timer))
    })
    const startMs = Date.now()
    const { done, delivery } = await deliverTo(server.url)
    expect(Date.now() - startMs).toBeLessThan(3000)
    expect(done).toBe(true)
    expect(delivery.attempts).toMatchObject([{ httpStatus: 200, errorCode: null }])
  })

  test('follows no redirect, wherever it leads', async () => {
    await using inside = await ok()
    for (const status of [301, 302, 307, 308]) {
      session = await insertSession(database, tenant)
      await using server = await startHttpServer((_request, response) =>
        response.writeHead(status, { location: inside.url }).end(),
      )
      const { done, delivery } = await deliverTo(server.url)
      expect(done).toBe(false)
      expect(delivery.attempts).toMatchObject([
        { httpStatus: status, errorCode: 'REDIRECT_REFUSED' },
      ])
      await withTenant(database.db, tenant.tenantId, (trx) =>
        trx.updateTable('webhookEndpoints').set({ disabledAt: now }).execute(),
      )
    }
    expect(inside.received).toEqual([])
  })

  test('goes to no address inside our own network, however it is written', async () => {
    await using inside = await ok()
    const { port } = inside
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '0.0.0.0',
      '[::1]',
      '[::7f00:1]',
      '[fec0::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '10.0.0.1',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '[fd00::1]',
      '[fe80::1]',
      '[64:ff9b::7f00:1]',
      'localhost',
    ]) {
      tenant = await prepareTenant(database)
      session = await insertSession(database, tenant)
      const url = `http://${host}:${port}/`
      const { done, delivery } = await deliverTo(url, { allowPrivateTargets: false })
      expect(done).toBe(false)
      expect(delivery.attempts, host).toMatchObject([
        { httpStatus: null, errorCode: 'ADDRESS_REFUSED' },
      ])
    }
    expect(inside.received).toEqual([])
  })

  test('goes to no link-local address even where private ones are allowed', async () => {
    const { delivery } = await deliverTo('http://169.254.169.254/latest/meta-data')
    expect(delivery.attempts).toMatchObject([{ errorCode: 'ADDRESS_REFUSED' }])
  })

  test('to nobody is logged by its code', async () => {
    const { delivery } = await deliverTo('http://127.0.0.1:9/')
    expect(delivery.attempts).toMatchObject([{ httpStatus: null, errorCode: 'ECONNREFUSED' }])
  })

  test('to a name that does not exist is logged by its code', async () => {
    const { delivery } = await deliverTo('http://nowhere.invalid/')
    expect(delivery.attempts).toMatchObject([
      { httpStatus: null, errorCode: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    ])
  })

  test('that was delivered is not sent again when its activity is repeated', async () => {
    await using server = await ok()
    const { ref } = await deliverTo(server.url)
    expect(await activities().sendWebhook(ref)).toEqual({ done: true })
    expect(server.received).toHaveLength(1)
    expect((await deliveryOf(database, ref.tenantId, ref.deliveryId)).attempts).toHaveLength(1)
  })

  test('to an endpoint that was disabled meanwhile ends as failed, unsent', async () => {
    await using server = await startHttpServer((_request, response) =>
      response.writeHead(500).end(),
    )
    const { endpoint, ref } = await deliverTo(server.url)
    const change = { tenantId: ref.tenantId, actor: { kind: 'SYSTEM', id: null }, at: now } as const
    await withTenant(database.db, ref.tenantId, (trx) => disableEndpoint(trx, change, endpoint.id))
    expect(await activities().sendWebhook(ref)).toEqual({ done: true })
    expect(server.received).toHaveLength(1)
    const delivery = await deliveryOf(database, ref.tenantId, ref.deliveryId)
    expect(delivery).toMatchObject({ status: 'FAILED', finishedAt: now })
  })

  test("of another tenant is not to be sent by this one's name", async () => {
    await using server = await ok()
    const { ref } = await deliverTo(server.url)
    const other = await prepareTenant(database)
    await activities().sendWebhook({ ...ref, tenantId: other.tenantId })
    expect(server.received).toHaveLength(1)
  })
})

describe('deliveries', () => {
  test('are laid once an endpoint and event, however often that is tried', async () => {
    await addEndpoint(database, tenant.tenantId, 'https://one.example/')
    await addEndpoint(database, tenant.tenantId, 'https://two.example/')
    const ids = await Promise.all([1, 2, 3, 4].map(() => queue(database, session)))
    expect(new Set(ids.flat()).size).toBe(2)
    expect(ids.map((each) => each.length)).toEqual([2, 2, 2, 2])
    expect(await queue(database, session, 2)).toHaveLength(2)
  })

  test('are laid for endpoints that want the event, of the same kind of data, not disabled', async () => {
    const { tenantId } = tenant
    const wanted = await addEndpoint(database, tenantId, 'https://one.example/')
    await addEndpoint(database, tenantId, 'https://two.example/', { sandbox: true })
    await addEndpoint(database, tenantId, 'https://three.example/', { events: ['other'] })
    const { id } = await addEndpoint(database, tenantId, 'https://four.example/')
    const change = { tenantId, actor: { kind: 'SYSTEM', id: null }, at: now } as const
    await withTenant(database.db, tenantId, (trx) => disableEndpoint(trx, change, id))
    const [deliveryId = '', ...others] = await queue(database, session)
    expect(others).toEqual([])
    expect((await deliveryOf(database, tenantId, deliveryId)).endpointId).toBe(wanted.id)
  })
})

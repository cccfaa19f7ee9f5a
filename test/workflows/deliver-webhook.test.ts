import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { reopenDelivery } from '../../db/settings/webhook-endpoints.ts'
import { deliverWebhook } from '../../workflows/deliver-webhook.ts'
import { deliverWebhookId } from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startHttpServer } from '../support/http-server.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { insertSession } from '../support/session-row.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { addEndpoint, deliveryOf, queue } from '../support/webhooks.ts'

let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(database, scriptedVision())
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

async function layDelivery(url: string): Promise<string> {
  tenant = await prepareTenant(database)
  await addEndpoint(database, tenant.tenantId, url)
  const [deliveryId = ''] = await queue(database, await insertSession(database, tenant))
  return deliveryId
}
const run = (deliveryId: string, maxAgeMs = 60_000) =>
  temporal.client.workflow.execute(deliverWebhook, {
    workflowId: deliverWebhookId(tenant.tenantId, deliveryId),
    taskQueue: temporal.queues.cases,
    args: [
      {
        tenantId: tenant.tenantId,
        deliveryId,
        firstRetryMs: 100,
        maxAgeMs,
        queues: temporal.queues,
      },
    ],
  })
const log = async (deliveryId: string) => {
  const { attempts, status } = await deliveryOf(database, tenant.tenantId, deliveryId)
  return [status, ...attempts.map((one) => [one.number, one.httpStatus ?? one.errorCode])]
}

test('a webhook is sent again after a 500 and after a silence, and its log has every try', async () => {
  await using server = await startHttpServer((_request, response, number) => {
    if (number === 1) response.writeHead(500).end()
    // the second is never answered
    if (number === 3) response.writeHead(204).end()
  })
  const deliveryId = await layDelivery(server.url)
  expect(await run(deliveryId)).toBe('DELIVERED')
  expect(await log(deliveryId)).toEqual(['DELIVERED', [1, 500], [2, 'TIMEOUT'], [3, 204]])
  expect(server.received.map(({ headers }) => headers['kakunin-attempt'])).toEqual(['1', '2', '3'])
  expect(new Set(server.received.map(({ body }) => body.toString())).size).toBe(1)
})

test('pauses between tries grow', async () => {
  const atMs: number[] = []
  await using server = await startHttpServer((_request, response, number) => {
    atMs.push(Date.now())
    response.writeHead(number < 4 ? 503 : 200).end()
  })
  await run(await layDelivery(server.url))
  const pauses = atMs.slice(1).map((each, i) => each - (atMs[i] ?? 0))
  expect(pauses).toHaveLength(3)
  ;[100, 200, 400].forEach((least, i) => expect(pauses[i]).toBeGreaterThanOrEqual(least - 20))
})

test('a webhook that nobody takes is given up after its time, and can be sent again by hand', async () => {
  let answer = 500
  await using server = await startHttpServer((_request, response) =>
    response.writeHead(answer).end(),
  )
  const deliveryId = await layDelivery(server.url)
  expect(await run(deliveryId, 600)).toBe('FAILED')
  const tries = server.received.length
  expect(tries).toBeGreaterThan(1)
  expect(await log(deliveryId)).toEqual([
    'FAILED',
    ...Array.from({ length: tries }, (_, i) => [i + 1, 500]),
  ])

  answer = 200
  const { tenantId } = tenant
  const change = { tenantId, actor: { kind: 'SYSTEM', id: null }, at: new Date() } as const
  await withTenant(database.db, tenantId, (trx) => reopenDelivery(trx, change, deliveryId))
  expect(await run(deliveryId)).toBe('DELIVERED')
  expect((await log(deliveryId)).at(-1)).toEqual([tries + 1, 200])
  const delivery = await deliveryOf(database, tenantId, deliveryId)
  expect(delivery).toMatchObject({ status: 'DELIVERED', finishedAt: expect.any(Date) })
})

test('a webhook that was delivered is not sent again without having been reopened', async () => {
  await using server = await startHttpServer((_request, response) => response.writeHead(200).end())
  const deliveryId = await layDelivery(server.url)
  await run(deliveryId)
  expect(await run(deliveryId)).toBe('DELIVERED')
  expect(server.received).toHaveLength(1)
})

import { fileURLToPath } from 'node:url'
import { Client, ServiceError } from '@temporalio/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import { newId } from '../../domain/ids.ts'
import { createStories } from '../../graphql/stories.ts'
import { cancelled, consentGiven } from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import { openTestSession, prepareTenant, type PreparedTenant } from '../support/tenant.ts'

let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  temporal = await startTestWorkers(database, scriptedVision())
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** Stories whose first messages Temporal fails with a gRPC status, as its server does. */
function storiesThatFail(times: number, code: number) {
  const sent = { count: 0 }
  const { connection, options } = temporal.client
  const client = new Client({
    connection,
    namespace: options.namespace,
    dataConverter: {
      payloadCodecs: [createTenantCodec(database.keyring)],
      failureConverterPath: fileURLToPath(
        import.meta.resolve('../../workflows/failure-converter.cjs'),
      ),
    },
    interceptors: {
      workflow: [
        {
          startUpdate(input, next) {
            sent.count += 1
            if (sent.count > times) return next(input)
            const cause = Object.assign(new Error('failed'), { code, details: '', metadata: {} })
            throw new ServiceError('Workflow Update failed', { cause })
          },
        },
      ],
    },
  })
  return { stories: createStories(client, temporal.queues), sent }
}
const place = async () => {
  const { sessionId } = await openTestSession(database, temporal, tenant)
  return { tenantId: tenant.tenantId, sessionId }
}

test('a message that Temporal dropped is said again', async () => {
  const { stories, sent } = storiesThatFail(2, 9)
  expect(await stories.tellSession(await place(), cancelled, newId(), [])).toEqual({
    status: 'CANCELLED',
  })
  expect(sent.count).toBe(3)
})

test('one that is dropped again and again is given up', async () => {
  const { stories, sent } = storiesThatFail(100, 9)
  await expect(stories.tellSession(await place(), cancelled, newId(), [])).rejects.toThrow(
    ServiceError,
  )
  expect(sent.count).toBe(5)
})

test('another failure is not tried again', async () => {
  const { stories, sent } = storiesThatFail(1, 7)
  await expect(
    stories.tellSession(await place(), consentGiven, newId(), [{ consentVersion: '1' }]),
  ).rejects.toThrow(ServiceError)
  expect(sent.count).toBe(1)
})

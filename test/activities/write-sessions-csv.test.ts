import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createExportActivities, createExportEnd } from '../../activities/export-activities.ts'
import type { BlobStore } from '../../db/blob-store.ts'
import { withTenant } from '../../db/client.ts'
import { getPart } from '../../db/export-blobs.ts'
import { exportsById, partsOf } from '../../db/reads/exports.ts'
import { orderExport } from '../../db/settings/exports.ts'
import { packFilter } from '../../exports/spec.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSession } from '../support/session-row.ts'
import { prepareTenant } from '../support/tenant.ts'

const sessions = 12
let database: TestDatabase
let tenantId: string
let ids: string[]

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  const tenant = await prepareTenant(database)
  tenantId = tenant.tenantId
  ids = []
  for (let i = 0; i < sessions; i += 1) ids.push((await insertSession(database, tenant)).sessionId)
})
afterAll(() => database[Symbol.asyncDispose]())

const order = () =>
  withTenant(database.db, tenantId, (trx) =>
    orderExport(
      trx,
      database.keyring,
      { tenantId, actor: { kind: 'SYSTEM', id: null }, at: new Date() },
      {
        kind: 'SESSIONS_CSV',
        sessionId: null,
        sandbox: null,
        spec: {
          layout: { columns: ['id'], encoding: 'UTF8', locale: 'ja', digitsAsText: false },
          filter: packFilter({ sandbox: null }),
        },
        detail: {},
      },
    ),
  )

/** Two rows a page and a page a part. */
const write = (exportId: string, store: BlobStore, environment = new MockActivityEnvironment()) =>
  environment.run(
    createExportActivities(
      { ...database, store, clock: () => new Date() },
      { partBytes: 1, pageSize: 2 },
    ).writeSessionsCsv,
    { tenantId, exportId },
  )

const stateOf = (exportId: string) =>
  withTenant(database.db, tenantId, async (trx) => ({
    row: (await exportsById(trx, [exportId], null)).get(exportId),
    parts: await partsOf(trx, exportId),
  }))

async function textOf(exportId: string): Promise<string> {
  const { row, parts } = await stateOf(exportId)
  const box = await database.keyring.fileBox(tenantId, exportId, row?.wrappedKey ?? null)
  const bytes = await Promise.all(
    parts.map(({ number }) => getPart(database.store, box, { tenantId, exportId, number })),
  )
  return Buffer.concat(bytes).toString('utf8')
}

/** A store that fails, as a machine does that dies, once so many parts lie in it. */
const dyingStore = (after: number): BlobStore => {
  let puts = 0
  return {
    ...database.store,
    async put(...put) {
      puts += 1
      if (puts > after) throw new Error('the machine is gone')
      await database.store.put(...put)
    },
  }
}

test('a second try goes on behind the last part, and the file has every row once', async () => {
  const exportId = await order()
  await expect(write(exportId, dyingStore(3))).rejects.toThrow('the machine is gone')
  const half = await stateOf(exportId)
  expect(half.row).toMatchObject({ status: 'RUNNING', rowsTotal: sessions, rowsDone: 6 })
  expect(half.parts).toHaveLength(3)

  await write(exportId, database.store)
  const { row } = await stateOf(exportId)
  expect(row).toMatchObject({ status: 'READY', rowsDone: sessions })
  const [heading, ...lines] = (await textOf(exportId)).trimEnd().split('\r\n')
  expect(heading).toBe('申込ID')
  expect(lines).toEqual(ids.toReversed().map((id) => `vs_${id}`))
  expect(Number(row?.size)).toBe(Buffer.byteLength(await textOf(exportId)))
})

test('one that is cancelled on the way stops, and nothing of it is left', async () => {
  const exportId = await order()
  const environment = new MockActivityEnvironment()
  let beats = 0
  environment.on('heartbeat', () => {
    beats += 1
    if (beats === 3) environment.cancel()
  })
  await expect(write(exportId, database.store, environment)).rejects.toThrow()
  const { parts } = await stateOf(exportId)
  expect(parts.length).toBeGreaterThan(0)
  expect(parts.length).toBeLessThan(6)

  const { eraseExport } = createExportEnd({ ...database, clock: () => new Date() })
  await eraseExport({ tenantId, exportId, status: 'CANCELLED', failureCode: null })
  const { row, parts: left } = await stateOf(exportId)
  expect(row).toMatchObject({ status: 'CANCELLED', wrappedKey: null })
  expect(left).toEqual([])
  for (const { key } of parts) expect(await database.store.has(key)).toBe(false)
  // a try that comes too late writes nothing more
  expect(await codeOfAsync(write(exportId, database.store))).toBe('EXPORT_STATE')
})

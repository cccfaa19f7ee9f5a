import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Trx } from '../../db/client.ts'
import { createSharedReads } from '../../graphql/shared-reads.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let tenantId: string

beforeAll(async () => {
  database = await createTestDatabase()
  tenantId = await database.createTenant()
})
afterAll(async () => {
  await database?.[Symbol.asyncDispose]()
})

/** Which transaction it ran in, and in whose name. */
const where = async (trx: Trx) => {
  const { rows } = await sql<{ transaction: string; tenant: string }>`
    select pg_current_xact_id()::text as transaction, current_setting('app.tenant_id') as tenant`.execute(
    trx,
  )
  return rows[0]
}

test('what is asked for at one moment runs in one transaction of the tenant', async () => {
  const read = createSharedReads(database.db, tenantId)
  const places = await Promise.all([read(where), read(where), read(where)])
  expect(new Set(places.map((place) => place?.transaction)).size).toBe(1)
  expect(places[0]?.tenant).toBe(tenantId)
  const later = await read(where)
  expect(later?.transaction).not.toBe(places[0]?.transaction)
})

test('what fails fails alone', async () => {
  const read = createSharedReads(database.db, tenantId)
  const outcomes = await Promise.allSettled([
    read(where),
    read((trx) => sql`select 1 / 0`.execute(trx)),
    read(where),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

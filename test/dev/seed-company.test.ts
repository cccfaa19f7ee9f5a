import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { resolveApiKey } from '../../db/resolve.ts'
import { hashSecret, revokeApiKey } from '../../db/settings/api-keys.ts'
import { bank, shop } from '../../dev/demo/companies.ts'
import { openMemory } from '../../dev/demo/memory.ts'
import { seedApiKey, seedCompany, type SeedTools } from '../../dev/demo/seed-company.ts'
import { roles } from '../../domain/roles.ts'
import { createStaffLogins } from '../../graphql/auth/staff-logins.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

/** As a fresh process has them: what is known comes from the folder and the database. */
const tools = (): SeedTools => ({
  db: database.db,
  keyring: database.keyring,
  logins: createStaffLogins({
    db: database.db,
    secret: 'a secret for tests, thirty-two or more',
    publicUrl: 'http://localhost:1',
  }),
  memory: openMemory(join(database.folder, 'memory.json')),
})

const counted = (tenantId: string) =>
  withTenant(database.db, tenantId, async (trx) => {
    const { rows } = await sql<Record<string, string>>`select
      (select count(*) from tenants) as tenants, (select count(*) from tenant_keys) as keys,
      (select count(*) from members) as members, (select count(*) from api_keys) as api_keys,
      (select count(*) from check_profile_versions where status = 'PUBLISHED') as published,
      (select count(*) from check_profile_versions) as versions,
      (select count(*) from auth."user") as logins`.execute(trx)
    return rows[0]
  })

test('seeding again makes nothing twice and answers the same logins and key', async () => {
  const first = await seedCompany(tools(), shop)
  const key = await seedApiKey(tools(), first.tenantId)
  const before = await counted(first.tenantId)
  expect(before).toMatchObject({ tenants: '1', keys: '1', members: '9', apiKeys: '1' })
  expect(before).toMatchObject({ published: '3', versions: '3', logins: '9' })

  expect(await seedCompany(tools(), shop)).toEqual(first)
  expect(await seedApiKey(tools(), first.tenantId)).toBe(key)
  expect(await counted(first.tenantId)).toEqual(before)
  expect(first.logins.map(({ role }) => role).toSorted()).toEqual(roles.toSorted())
  for (const { password } of first.logins) expect(password.length).toBeGreaterThanOrEqual(12)
})

test('a start that was cut off between a login and its password is finished by the next', async () => {
  const cutOff: SeedTools = {
    ...tools(),
    logins: {
      async createLogin({ email, name }) {
        await sql`insert into auth."user" values
          (${randomBytes(8).toString('hex')}, ${name}, ${email}, true, null, null, now(), now())`.execute(
          database.db,
        )
        throw new Error('cut off')
      },
    },
  }
  await expect(seedCompany(cutOff, bank)).rejects.toThrow('cut off')
  const { tenantId } = await seedCompany(tools(), bank)
  expect(await counted(tenantId)).toMatchObject({ members: '2', published: '1' })
})

test('a key that was revoked is replaced', async () => {
  const { tenantId } = await seedCompany(tools(), shop)
  const key = await seedApiKey(tools(), tenantId)
  const row = await resolveApiKey(database.db, hashSecret(key))
  await withTenant(database.db, tenantId, (trx) =>
    revokeApiKey(trx, tenantId, {
      id: row?.id ?? '',
      actor: { kind: 'SYSTEM', id: null },
      at: new Date(),
    }),
  )
  const other = await seedApiKey(tools(), tenantId)
  expect(other).not.toBe(key)
  expect(await seedApiKey(tools(), tenantId)).toBe(other)
})

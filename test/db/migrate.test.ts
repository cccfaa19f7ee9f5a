import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { connect, fillEveryTable, tenantTables, type Sql } from '../support/sql.ts'

const port = inject('postgresPort')
const password = inject('postgresPassword')
const urlOf = (role: string, name: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${name}`
const suffix = randomBytes(5).toString('hex')
const [ownerRole, name] = [`schema_owner_${suffix}`, `migrated_${suffix}`]
const ownerUrl = urlOf(ownerRole, name)
const files = readdirSync('db/migrations').toSorted()
let admin: Sql

beforeAll(async () => {
  admin = await connect(urlOf('postgres', 'postgres'))
  await admin.run(`create role ${ownerRole} login nosuperuser nobypassrls password '${password}'`)
  await admin.run(`create database ${name} owner ${ownerRole}`)
})
afterAll(async () => {
  await admin.run(`drop database ${name} with (force)`)
  await admin.run(`drop role ${ownerRole}`)
  await admin[Symbol.asyncDispose]()
})

const run = () => migrate({ ownerUrl, appRole: 'kakunin_app' })

describe('migrations', () => {
  test('run once though two processes start at once, under a role that is no superuser', async () => {
    const [first, second] = await Promise.all([run(), run()])
    expect([...first, ...second].toSorted()).toEqual(files)
    expect(await run()).toEqual([])
  })

  test("bind the table's owner too: it sees no row of a tenant, but what the doors need", async () => {
    await using superuser = await connect(urlOf('postgres', name))
    const tenantId = '0199c0de-0000-7000-8000-000000000001'
    await fillEveryTable(superuser, tenantId)
    await using owner = await connect(ownerUrl)
    const seen: string[] = []
    for (const table of (await tenantTables(superuser)).keys()) {
      expect(
        (await superuser.run(`select 1 from "${table}"`)).length,
        `${table} was filled`,
      ).toBeGreaterThan(0)
      if ((await owner.as(null, `select 1 from "${table}"`)).count > 0) seen.push(table)
    }
    expect(seen).toEqual([
      'api_keys',
      'capture_devices',
      'capture_links',
      'members',
      'partners',
      'sign_in_rules',
      'sso_connections',
      'staff_links',
    ])
    for (const table of seen)
      expect((await owner.as(null, `delete from "${table}"`)).count, table).toBe(0)
  })

  test('leave the doors open to the app role when their owner is no superuser', async () => {
    await using superuser = await connect(urlOf('postgres', name))
    const [key] = await superuser.run('select secret_hash, tenant_id from api_keys')
    await superuser.run('update api_keys set revoked_at = null')
    await using app = await connect(urlOf('kakunin_app', name))
    const { rows } = await app.as(null, 'select tenant_id from resolve_api_key($1)', [
      key?.['secret_hash'],
    ])
    expect(rows).toEqual([{ tenant_id: key?.['tenant_id'] }])
  })

  test('stop at a file that was changed after it ran', async () => {
    await using owner = await connect(ownerUrl)
    await owner.run("update migrations set sha256 = 'other' where name = $1", [files[0]])
    await expect(run()).rejects.toThrow(/changed after it ran/)
  })
})

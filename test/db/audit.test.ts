import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appendAudit, verifyAuditChain, type AuditEntry } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { newId } from '../../domain/ids.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { connect, type Sql } from '../support/sql.ts'

let database: TestDatabase
let owner: Sql
let tenantId: string

beforeAll(async () => {
  database = await createTestDatabase()
  owner = await connect(database.ownerUrl)
})
beforeEach(async () => {
  tenantId = await database.createTenant()
})
afterAll(async () => {
  await owner[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const entry = (n: number): AuditEntry => ({
  at: new Date(1_790_000_000_123 + n),
  actor: { kind: 'MEMBER', id: newId() },
  action: 'case.resolved',
  subjectKind: 'case',
  subjectId: newId(),
  detail: { version: n, reasonCodes: ['B', 'A'], inner: { z: 1, a: null } },
})
const append = (id: string, n = 1) =>
  withTenant(database.db, id, (trx) => appendAudit(trx, id, entry(n)))
const verify = (id: string, batch?: number) =>
  withTenant(database.db, id, (trx) => verifyAuditChain(trx, batch))
async function chainOf(length: number): Promise<void> {
  for (let n = 1; n <= length; n += 1) await append(tenantId, n)
}

describe('the audit chain', () => {
  test('of a tenant without events is whole', async () => {
    expect(await verify(tenantId)).toEqual({ intact: true, events: 0 })
  })

  test('verifies event by event, in batches of any size', async () => {
    await chainOf(7)
    for (const batch of [1, 2, 7, 8, 1000])
      expect(await verify(tenantId, batch)).toEqual({ intact: true, events: 7 })
  })

  test('holds no event of a change that failed', async () => {
    await append(tenantId)
    await expect(
      withTenant(database.db, tenantId, async (trx) => {
        await trx.updateTable('tenants').set({ name: 'Changed' }).execute()
        await appendAudit(trx, tenantId, entry(2))
        throw new Error('the change fails after all')
      }),
    ).rejects.toThrow('after all')
    expect(await verify(tenantId)).toEqual({ intact: true, events: 1 })
    const { name } = await withTenant(database.db, tenantId, (trx) =>
      trx.selectFrom('tenants').select('name').executeTakeFirstOrThrow(),
    )
    expect(name).toBe('Sample Co.')
  })

  test('stays whole when many append at once, and each tenant has its own', async () => {
    const other = await database.createTenant()
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => append(n % 3 === 0 ? other : tenantId, n)),
    )
    expect(await verify(tenantId)).toEqual({ intact: true, events: 40 })
    expect(await verify(other)).toEqual({ intact: true, events: 20 })
  })

  test.each([
    ['action', "action = 'case.released'"],
    ['time', "at = at + interval '1 second'"],
    ['kind of actor', "actor_kind = 'SYSTEM'"],
    ['actor', 'actor_id = gen_random_uuid()'],
    ['kind of subject', "subject_kind = 'member'"],
    ['subject', 'subject_id = gen_random_uuid()'],
    ['text', `canonical = replace(canonical, '"version":3', '"version":4')`],
    ['hash', "hash = decode(repeat('00', 32), 'hex')"],
    ['previous hash', "previous_hash = decode(repeat('00', 32), 'hex')"],
  ])('shows at its place that an %s was changed', async (_what, change) => {
    await chainOf(5)
    await owner.run(`update audit_events set ${change} where tenant_id = $1 and seq = 3`, [
      tenantId,
    ])
    expect(await verify(tenantId)).toEqual({ intact: false, brokenAt: 3 })
  })

  test('shows at its place that an event was removed, also the first and the last', async () => {
    for (const seq of [1, 3, 5]) {
      tenantId = await database.createTenant()
      await chainOf(5)
      await owner.run('delete from audit_events where tenant_id = $1 and seq = $2', [tenantId, seq])
      expect(await verify(tenantId)).toEqual({ intact: false, brokenAt: seq })
    }
  })

  test('shows that an event was removed and its successors renumbered', async () => {
    await chainOf(5)
    await owner.run('delete from audit_events where tenant_id = $1 and seq = 2', [tenantId])
    await owner.run('update audit_events set seq = seq - 1 where tenant_id = $1 and seq > 2', [
      tenantId,
    ])
    expect(await verify(tenantId)).toEqual({ intact: false, brokenAt: 2 })
  })

  test('shows that all events were removed, with their head or without', async () => {
    await chainOf(2)
    await owner.run('delete from audit_events where tenant_id = $1', [tenantId])
    expect(await verify(tenantId)).toEqual({ intact: false, brokenAt: 1 })
    tenantId = await database.createTenant()
    await chainOf(2)
    await owner.run('delete from audit_heads where tenant_id = $1', [tenantId])
    expect(await verify(tenantId)).toEqual({ intact: false, brokenAt: 3 })
  })

  test("shows that another tenant's event was moved here", async () => {
    await chainOf(1)
    const other = await database.createTenant()
    await owner.run('update audit_events set tenant_id = $2 where tenant_id = $1', [
      tenantId,
      other,
    ])
    await owner.run('update audit_heads set tenant_id = $2 where tenant_id = $1', [tenantId, other])
    expect(await verify(other)).toEqual({ intact: false, brokenAt: 1 })
  })

  test('needs no database to be checked: the hashes are those of the stored texts', async () => {
    await chainOf(3)
    const rows = await owner.run(
      `select seq, encode(hash, 'hex') as hash, encode(sha256(previous_hash || convert_to(canonical, 'UTF8')), 'hex') as again
       from audit_events where tenant_id = $1 order by seq`,
      [tenantId],
    )
    expect(rows).toHaveLength(3)
    for (const { hash, again } of rows) expect(hash).toBe(again)
  })
})

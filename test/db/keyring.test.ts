import { KMSClient } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellAad } from '../../db/aad.ts'
import { getBlob, putBlob } from '../../db/blobs.ts'
import { createDatabase, withTenant } from '../../db/client.ts'
import { createKeyring } from '../../db/keyring.ts'
import { kmsMasterKey } from '../../db/kms-master-key.ts'
import type { MasterKeyProvider } from '../../db/master-key.ts'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import { newId } from '../../domain/ids.ts'
import { codeOf, codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startKmsSimulator } from '../support/kms-simulator.ts'
import { connect } from '../support/sql.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const at = new Date()
const aad = cellAad('t', 'sessions', 'row', 'declared')
const destroy = (tenantId: string) =>
  withTenant(database.db, tenantId, (trx) => database.keyring.destroyTenantKey(trx, tenantId, at))

describe('the keyring', () => {
  test("opens a tenant's box again, from the cache and from the database", async () => {
    const { keyring } = database
    const tenantId = await database.createTenant()
    const sealed = (await keyring.tenantBox(tenantId)).seal('words', aad)
    expect((await keyring.tenantBox(tenantId)).open(sealed, aad).toString()).toBe('words')
    keyring.forget(tenantId)
    expect((await keyring.tenantBox(tenantId)).open(sealed, aad).toString()).toBe('words')
  })

  test('gives tenants, sessions and purposes keys of their own', async () => {
    const { keyring } = database
    const [a, b] = [await database.createTenant(), await database.createTenant()]
    const sealed = (await keyring.tenantBox(a)).seal('words', aad)
    const [one, two] = [
      await keyring.newSessionKey(a, 'one'),
      await keyring.newSessionKey(a, 'two'),
    ]
    for (const box of [await keyring.tenantBox(b), one.box, two.box])
      expect(codeOf(() => box.open(sealed, aad))).toBe('SEAL_BROKEN')
    expect(codeOf(() => two.box.open(one.box.seal('words', aad), aad))).toBe('SEAL_BROKEN')
  })

  test("opens a session's key for its own session and tenant only", async () => {
    const { keyring } = database
    const [a, b] = [await database.createTenant(), await database.createTenant()]
    const { wrapped, box } = await keyring.newSessionKey(a, 'session')
    const sealed = box.seal('words', aad)
    const again = await keyring.sessionBox(a, 'session', wrapped)
    expect(again.open(sealed, aad).toString()).toBe('words')
    expect(await codeOfAsync(keyring.sessionBox(a, 'other', wrapped))).toBe('SEAL_BROKEN')
    expect(await codeOfAsync(keyring.sessionBox(b, 'session', wrapped))).toBe('SEAL_BROKEN')
    expect(await codeOfAsync(keyring.sessionBox(a, 'session', null))).toBe('KEY_DESTROYED')
  })

  test("refuses another tenant's wrapped key in a tenant's row", async () => {
    const [a, b] = [await database.createTenant(), await database.createTenant()]
    await using owner = await connect(database.ownerUrl)
    await owner.run(
      'update tenant_keys set wrapped = (select wrapped from tenant_keys where tenant_id = $1) where tenant_id = $2',
      [a, b],
    )
    expect(await codeOfAsync(database.keyring.tenantBox(b))).toBe('SEAL_BROKEN')
  })

  test('finds equal words of one tenant and purpose, and no others', async () => {
    const { keyring } = database
    const [a, b] = [await database.createTenant(), await database.createTenant()]
    const index = (await keyring.blindIndex(a, 'person', '山田太郎')).toString('hex')
    const others = await Promise.all([
      keyring.blindIndex(a, 'person', '山田花子'),
      keyring.blindIndex(a, 'external-id', '山田太郎'),
      keyring.blindIndex(b, 'person', '山田太郎'),
    ])
    expect((await keyring.blindIndex(a, 'person', '山田太郎')).toString('hex')).toBe(index)
    expect(others.map((other) => other.toString('hex'))).not.toContain(index)
    expect(index).toHaveLength(64)
  })

  test('makes cells, pictures and workflow payloads unreadable together when a key is destroyed', async () => {
    const { keyring, store } = database
    const tenantId = await database.createTenant()
    const sessionId = newId()
    const { wrapped, box } = await keyring.newSessionKey(tenantId, sessionId)
    const picture = { store, box, tenantId, sessionId, kind: 'ORIGINAL' } as const
    const key = await putBlob(picture, Buffer.from('jpeg'))
    const codec = createTenantCodec(keyring)
    const context = {
      type: 'workflow',
      workflowId: `applicant/${tenantId}/${sessionId}`,
      namespace: 'n',
    } as const
    const payloads = await codec.encode([{ data: Buffer.from('"words"') }], context)
    expect((await getBlob(picture, key)).toString()).toBe('jpeg')
    expect(await codec.decode(payloads, context)).toHaveLength(1)

    await destroy(tenantId)
    const answers = await Promise.all([
      codeOfAsync(keyring.tenantBox(tenantId)),
      codeOfAsync(keyring.sessionBox(tenantId, sessionId, wrapped)),
      codeOfAsync(codec.decode(payloads, context)),
      codeOfAsync(codec.encode(payloads, context)),
      codeOfAsync(keyring.blindIndex(tenantId, 'person', 'x')),
      codeOfAsync(keyring.newSessionKey(tenantId, newId())),
    ])
    expect(new Set(answers)).toEqual(new Set(['KEY_DESTROYED']))
    const left = await withTenant(database.db, tenantId, (trx) =>
      trx.selectFrom('tenantKeys').select(['wrapped', 'destroyedAt']).execute(),
    )
    expect(left).toEqual([{ wrapped: null, destroyedAt: at }])
  })

  test('of another process forgets a destroyed key within its time', async () => {
    const tenantId = await database.createTenant()
    let nowMs = Date.now()
    const elsewhere = createKeyring({
      db: database.db,
      provider: unused,
      cacheMs: 1000,
      now: () => nowMs,
    })
    expect(await codeOfAsync(elsewhere.tenantBox(tenantId))).toBeNull()
    await destroy(tenantId)
    nowMs += 1001
    expect(await codeOfAsync(elsewhere.tenantBox(tenantId))).toBe('KEY_DESTROYED')
  })

  test('does not keep a key that was destroyed while it was being unwrapped', async () => {
    const tenantId = await database.createTenant()
    let goOn = () => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const keyring = createKeyring({
      db: database.db,
      provider: { ...unused, unwrap: () => held.then(() => Buffer.alloc(32)) },
    })
    const slow = keyring.tenantBox(tenantId)
    await withTenant(database.db, tenantId, (trx) => keyring.destroyTenantKey(trx, tenantId, at))
    goOn()
    await slow
    expect(await codeOfAsync(keyring.tenantBox(tenantId))).toBe('KEY_DESTROYED')
  })

  test('unwraps once for many who ask at the same moment', async () => {
    const tenantId = await database.createTenant()
    let unwraps = 0
    const provider = {
      ...unused,
      unwrap: async () => {
        unwraps += 1
        return Buffer.alloc(32)
      },
    }
    const keyring = createKeyring({ db: database.db, provider })
    await Promise.all(Array.from({ length: 20 }, () => keyring.tenantBox(tenantId)))
    expect(unwraps).toBe(1)
  })

  test('answers inside as many transactions as the pool has connections', async () => {
    const small = createDatabase(database.url, { maxConnections: 2 })
    const tenants = await Promise.all(Array.from({ length: 8 }, () => database.createTenant()))
    for (const tenantId of tenants) database.keyring.forget(tenantId)
    const asked = tenants.map((tenantId) =>
      withTenant(small, tenantId, async (trx) => {
        await trx.selectFrom('tenants').select('id').execute()
        return database.keyring.tenantBox(tenantId)
      }),
    )
    expect(await Promise.all(asked)).toHaveLength(8)
    await small.destroy()
  })

  test('works over KMS as over a file', async () => {
    await using kms = await startKmsSimulator()
    const client = new KMSClient({
      endpoint: kms.url,
      region: 'ap-northeast-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    })
    const tenantId = await database.createTenant()
    const keyring = createKeyring({
      db: database.db,
      provider: kmsMasterKey(client, kms.createKey()),
    })
    await using owner = await connect(database.ownerUrl)
    await owner.run('delete from tenant_keys where tenant_id = $1', [tenantId])
    await withTenant(database.db, tenantId, (trx) => keyring.createTenantKey(trx, tenantId))
    const sealed = (await keyring.tenantBox(tenantId)).seal('words', aad)
    keyring.forget(tenantId)
    expect((await keyring.tenantBox(tenantId)).open(sealed, aad).toString()).toBe('words')
    const [row] = await owner.run('select provider from tenant_keys where tenant_id = $1', [
      tenantId,
    ])
    expect(row).toEqual({ provider: 'kms' })
  })
})

/** A master key for what does not look at the key. */
const unused: MasterKeyProvider = {
  name: 'test',
  wrap: (plain) => Promise.resolve(Buffer.from(plain)),
  unwrap: () => Promise.resolve(Buffer.alloc(32)),
}

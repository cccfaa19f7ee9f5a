import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import {
  resolveApiKey,
  resolveCaptureCode,
  resolveCaptureDevice,
  resolveMembership,
} from '../../db/resolve.ts'
import { createApiKey, revokeApiKey } from '../../db/settings/api-keys.ts'
import { addMember } from '../../db/settings/members.ts'
import { newId } from '../../domain/ids.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { connect } from '../support/sql.ts'

let database: TestDatabase
let tenantId: string
let otherTenantId: string
const at = new Date()
const actor = { kind: 'SYSTEM', id: null } as const
const sha256 = (text: string) => createHash('sha256').update(text).digest()

beforeAll(async () => {
  database = await createTestDatabase()
  tenantId = await database.createTenant()
  otherTenantId = await database.createTenant()
})
afterAll(() => database[Symbol.asyncDispose]())

const makeKey = (owner: string) =>
  withTenant(database.db, owner, (trx) =>
    createApiKey(trx, owner, {
      name: 'server',
      scopes: ['sessions:read'],
      sandbox: true,
      actor,
      at,
      random: randomBytes(32),
    }),
  )

describe('a door', () => {
  test('opens for the hash of an API key and tells whose it is', async () => {
    const [mine, theirs] = [await makeKey(tenantId), await makeKey(otherTenantId)]
    expect(await resolveApiKey(database.db, sha256(mine.secret))).toEqual({
      tenantId,
      id: mine.id,
      scopes: ['sessions:read'],
      sandbox: true,
      memberId: null,
      personId: null,
      memberRoles: null,
      expiresAt: null,
    })
    expect(await resolveApiKey(database.db, sha256(theirs.secret))).toMatchObject({
      tenantId: otherTenantId,
    })
  })

  test('stays shut for any other hash, for an empty one, and for one that is nearly right', async () => {
    const { secret } = await makeKey(tenantId)
    const hash = sha256(secret)
    for (const wrong of [
      randomBytes(32),
      Buffer.alloc(0),
      hash.subarray(0, 31),
      Buffer.concat([hash, Buffer.of(0)]),
      Buffer.from(secret),
    ])
      expect(await resolveApiKey(database.db, wrong)).toBeNull()
  })

  test('stays shut for a revoked key', async () => {
    const { id, secret } = await makeKey(tenantId)
    await withTenant(database.db, tenantId, (trx) => revokeApiKey(trx, tenantId, { id, actor, at }))
    expect(await resolveApiKey(database.db, sha256(secret))).toBeNull()
  })

  test('leads from the code of a link and from the token of a device to their session', async () => {
    const [sessionId, linkId, deviceId] = [newId(), newId(), newId()]
    const [codeHash, tokenHash, revokedHash] = [sha256('code'), sha256('token'), sha256('revoked')]
    const expiresAt = new Date(at.getTime() + 60_000)
    await withTenant(database.db, tenantId, async (trx) => {
      await trx
        .insertInto('captureLinks')
        .values({
          tenantId,
          id: linkId,
          sessionId,
          codeHash,
          singleUse: true,
          createdAt: at,
          expiresAt,
          usedAt: null,
        })
        .execute()
      const device = { tenantId, sessionId, createdAt: at, expiresAt }
      await trx
        .insertInto('captureDevices')
        .values([
          { ...device, id: deviceId, tokenHash, revokedAt: null },
          { ...device, id: newId(), tokenHash: revokedHash, revokedAt: at },
        ])
        .execute()
    })
    expect(await resolveCaptureCode(database.db, codeHash)).toEqual({
      tenantId,
      id: linkId,
      sessionId,
      singleUse: true,
      expiresAt,
      usedAt: null,
    })
    expect(await resolveCaptureDevice(database.db, tokenHash)).toEqual({
      tenantId,
      id: deviceId,
      sessionId,
      expiresAt,
    })
    expect(await resolveCaptureDevice(database.db, revokedHash)).toBeNull()
    expect(await resolveCaptureCode(database.db, tokenHash)).toBeNull()
    expect(await resolveCaptureDevice(database.db, codeHash)).toBeNull()
  })

  test('leads from a login to its membership, unless that was disabled', async () => {
    const userId = newId()
    const id = await withTenant(database.db, tenantId, (trx) =>
      addMember(trx, tenantId, { userId, displayName: 'R', roles: ['REVIEWER'], actor, at }),
    )
    const expected = {
      tenantId,
      id,
      roles: ['REVIEWER'],
      personId: id,
      partnerId: null,
      mustEnrol: false,
    }
    expect(await resolveMembership(database.db, userId, null)).toEqual(expected)
    expect(await resolveMembership(database.db, `${userId} `, null)).toBeNull()
    await withTenant(database.db, tenantId, (trx) =>
      trx.updateTable('members').set({ disabledAt: at }).where('id', '=', id).execute(),
    )
    expect(await resolveMembership(database.db, userId, null)).toBeNull()
  })

  test('can not be widened by a temporary table of the same name', async () => {
    const hash = randomBytes(32)
    await using app = await connect(database.url)
    await app.run('create temporary table api_keys (like public.api_keys)')
    await app.run(
      `insert into pg_temp.api_keys (tenant_id, id, name, hint, secret_hash, scopes, sandbox, created_at)
       values ($1, $2, 'planted', '', $3, '{sessions:read}', false, now())`,
      [otherTenantId, newId(), hash],
    )
    const { sqlState, rows } = await app.as(null, 'select * from resolve_api_key($1)', [hash])
    expect({ sqlState, rows }).toEqual({ sqlState: null, rows: [] })
  })

  test('is the only thing that answers before the tenant is known', async () => {
    const { rows } = await sql<{ name: string }>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      order by 1`.execute(database.db)
    expect(rows.map(({ name }) => name)).toEqual([
      'resolve_api_key',
      'resolve_capture_code',
      'resolve_capture_device',
      'resolve_membership',
      'resolve_staff_link',
    ])
  })
})

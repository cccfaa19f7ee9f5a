import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { createBox, type Box } from './crypto/box.ts'
import { withTenant, type Database, type Trx } from './client.ts'
import type { MasterKeyProvider } from './master-key.ts'

/**
 * Keys in three layers: the master key (file or KMS) wraps each tenant's key, a tenant's key wraps one key a session.
 * Destroying a tenant's key makes its rows, blobs and workflow payloads unreadable together.
 */
export interface Keyring {
  /** Makes and stores the tenant's key; part of the transaction that makes the tenant. */
  createTenantKey(trx: Trx, tenantId: string): Promise<void>
  tenantBox(tenantId: string): Promise<Box>
  newSessionKey(tenantId: string, sessionId: string): Promise<{ wrapped: Buffer; box: Box }>
  /** @throws DomainError `KEY_DESTROYED` when `wrapped` is null */
  sessionBox(tenantId: string, sessionId: string, wrapped: Buffer | null): Promise<Box>
  /** As `sessionBox`, for many sessions: the tenant's key is looked up once, the rest does not wait. */
  sessionBoxes(tenantId: string): Promise<(sessionId: string, wrapped: Buffer) => Box>
  /** A key for one exported file, as a session has one. */
  newFileKey(tenantId: string, fileId: string): Promise<{ wrapped: Buffer; box: Box }>
  /** @throws DomainError `KEY_DESTROYED` when `wrapped` is null */
  fileBox(tenantId: string, fileId: string, wrapped: Buffer | null): Promise<Box>
  /** HMAC-SHA-256 under a key of this purpose: equal texts of one tenant have equal indexes. */
  blindIndex(tenantId: string, purpose: string, text: string): Promise<Buffer>
  destroyTenantKey(trx: Trx, tenantId: string, at: Date): Promise<void>
  /** Forgets what is cached; other processes forget within `cacheMs`. */
  forget(tenantId: string): void
}

interface CachedKey {
  readonly key: TenantKey
  readonly untilMs: number
}

/** A tenant's key and what is derived from it: each purpose once, since a page opens a hundred cells. */
interface TenantKey {
  /** A key object: from raw bytes each HMAC would make one, which takes several times as long as the HMAC itself. */
  indexKey(purpose: string): KeyObject
  box(purpose: string): Box
}

/**
 * @param options `db`: a small pool of its own. Keys are asked for inside transactions; on the same pool, as many
 *   transactions as it has connections would wait for one more, each for the others.
 */
export function createKeyring({
  db,
  provider,
  cacheMs = 60_000,
  now = Date.now,
}: {
  db: Database
  provider: MasterKeyProvider
  cacheMs?: number
  now?: () => number
}): Keyring {
  const cache = new Map<string, CachedKey>()
  const loading = new Map<string, Promise<TenantKey>>()
  const aadOf = (tenantId: string) => `${tenantId}|tenant_keys|wrapped`

  async function tenantKey(tenantId: string): Promise<TenantKey> {
    const cached = cache.get(tenantId)
    if (cached && cached.untilMs > now()) return cached.key
    const known = loading.get(tenantId)
    if (known) return known
    const fresh = loadTenantKey(tenantId)
    loading.set(tenantId, fresh)
    try {
      const key = await fresh
      // forgotten meanwhile: not to be kept
      if (loading.get(tenantId) === fresh) cache.set(tenantId, { key, untilMs: now() + cacheMs })
      return key
    } finally {
      if (loading.get(tenantId) === fresh) loading.delete(tenantId)
    }
  }

  async function loadTenantKey(tenantId: string): Promise<TenantKey> {
    const row = await withTenant(db, tenantId, (trx) =>
      trx
        .selectFrom('tenantKeys')
        .select(['wrapped'])
        .where('tenantId', '=', tenantId)
        .where('destroyedAt', 'is', null)
        .orderBy('createdAt', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    if (!row?.wrapped)
      throw new DomainError('KEY_DESTROYED', "the tenant's key does not exist any more")
    return derivingFrom(await provider.unwrap(row.wrapped, aadOf(tenantId)), tenantId)
  }

  const forget = (tenantId: string): void => {
    cache.delete(tenantId)
    loading.delete(tenantId)
  }

  const sessionAad = (tenantId: string, sessionId: string) =>
    `${tenantId}|sessions|${sessionId}|wrapped_key`

  const fileAad = (tenantId: string, fileId: string) => `${tenantId}|exports|${fileId}|wrapped_key`

  return {
    async createTenantKey(trx, tenantId) {
      const key = randomBytes(32)
      const createdAt = new Date(now())
      await trx
        .insertInto('tenantKeys')
        .values({
          tenantId,
          id: newId(now()),
          provider: provider.name,
          wrapped: await provider.wrap(key, aadOf(tenantId)),
          createdAt,
          destroyedAt: null,
        })
        .execute()
    },
    async tenantBox(tenantId) {
      return (await tenantKey(tenantId)).box('cells')
    },
    async newSessionKey(tenantId, sessionId) {
      const key = randomBytes(32)
      const wrapping = (await tenantKey(tenantId)).box('session-keys')
      return { wrapped: wrapping.seal(key, sessionAad(tenantId, sessionId)), box: createBox(key) }
    },
    async sessionBox(tenantId, sessionId, wrapped) {
      if (!wrapped)
        throw new DomainError('KEY_DESTROYED', "the session's key does not exist any more")
      const wrapping = (await tenantKey(tenantId)).box('session-keys')
      return createBox(wrapping.open(wrapped, sessionAad(tenantId, sessionId)))
    },
    async sessionBoxes(tenantId) {
      const wrapping = (await tenantKey(tenantId)).box('session-keys')
      return (sessionId, wrapped) =>
        createBox(wrapping.open(wrapped, sessionAad(tenantId, sessionId)))
    },
    async newFileKey(tenantId, fileId) {
      const key = randomBytes(32)
      const wrapping = (await tenantKey(tenantId)).box('file-keys')
      return { wrapped: wrapping.seal(key, fileAad(tenantId, fileId)), box: createBox(key) }
    },
    async fileBox(tenantId, fileId, wrapped) {
      if (!wrapped) throw new DomainError('KEY_DESTROYED', "the file's key does not exist any more")
      const wrapping = (await tenantKey(tenantId)).box('file-keys')
      return createBox(wrapping.open(wrapped, fileAad(tenantId, fileId)))
    },
    async blindIndex(tenantId, purpose, text) {
      return createHmac('sha256', (await tenantKey(tenantId)).indexKey(`index/${purpose}`))
        .update(text)
        .digest()
    },
    async destroyTenantKey(trx, tenantId, at) {
      await trx
        .updateTable('tenantKeys')
        .set({ wrapped: null, destroyedAt: at })
        .where('tenantId', '=', tenantId)
        .where('destroyedAt', 'is', null)
        .execute()
      forget(tenantId)
    },
    forget,
  }
}

function derivingFrom(key: Buffer, tenantId: string): TenantKey {
  const keys = new Map<string, KeyObject>()
  const boxes = new Map<string, Box>()
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, tenantId, `kakunin/${purpose}`, 32))
  return {
    indexKey(purpose) {
      const known = keys.get(purpose)
      if (known) return known
      const fresh = createSecretKey(derive(purpose))
      keys.set(purpose, fresh)
      return fresh
    },
    box(purpose) {
      const known = boxes.get(purpose)
      if (known) return known
      const fresh = createBox(derive(purpose))
      boxes.set(purpose, fresh)
      return fresh
    },
  }
}

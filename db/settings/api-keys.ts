import { createHash } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { apiScopes, type ApiScope } from '../../domain/roles.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import { members as closed } from '../reads/closed-lists.ts'

export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly ApiScope[]
  readonly sandbox: boolean
  /** For whom it speaks when it reviews. */
  readonly memberId?: string | null
  /** null: it does not end by itself. */
  readonly expiresAt?: Date | null
  readonly actor: Actor
  readonly at: Date
  /** 32 random bytes. */
  readonly random: Uint8Array
}

/** Makes a key; the secret is returned here and never again: only its hash is kept. */
export async function createApiKey(
  trx: Trx,
  tenantId: string,
  { name, scopes, sandbox, memberId = null, expiresAt = null, actor, at, random }: NewApiKey,
): Promise<{ id: string; secret: string }> {
  const id = newId(at.getTime())
  const prefix = sandbox ? 'kk_test_' : 'kk_live_'
  const secret = prefix + Buffer.from(random).toString('base64url')
  await trx
    .insertInto('apiKeys')
    .values({
      tenantId,
      id,
      name,
      hint: secret.slice(0, prefix.length + 4),
      secretHash: hashSecret(secret),
      scopes: [...scopes],
      sandbox,
      memberId,
      createdAt: at,
      lastUsedAt: null,
      revokedAt: null,
      expiresAt,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'api_key.created',
    subjectKind: 'api_key',
    subjectId: id,
    detail: {
      scopes,
      sandbox,
      ...(memberId === null ? {} : { memberId }),
      ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
    },
  })
  return { id, secret }
}

/**
 * A new key in the place of an old one, which goes on beside it for a while, so that nothing stands still.
 * @param overlapMs 0: the old one ends now @throws DomainError `NOT_FOUND`, `KEY_OVER`
 */
export async function rotateApiKey(
  trx: Trx,
  tenantId: string,
  {
    id,
    overlapMs,
    ...fresh
  }: Pick<NewApiKey, 'expiresAt' | 'actor' | 'at' | 'random'> & {
    readonly id: string
    readonly overlapMs: number
  },
): Promise<{ id: string; secret: string }> {
  const old = await trx
    .selectFrom('apiKeys')
    .select(['name', 'scopes', 'sandbox', 'memberId', 'expiresAt', 'revokedAt', 'replacedBy'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!old) throw new DomainError('NOT_FOUND', 'no such API key')
  const { at, actor } = fresh
  if (old.revokedAt || old.replacedBy || (old.expiresAt && old.expiresAt <= at))
    throw new DomainError('KEY_OVER', 'apiKeyId: expected a key that still opens something')
  const { name, sandbox, memberId } = old
  const scopes = closed(apiScopes, old.scopes)
  const made = await createApiKey(trx, tenantId, { name, scopes, sandbox, memberId, ...fresh })
  const end = Math.min(old.expiresAt?.getTime() ?? Infinity, at.getTime() + overlapMs)
  await trx
    .updateTable('apiKeys')
    .set({ replacedBy: made.id, expiresAt: new Date(end) })
    .where('id', '=', id)
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'api_key.rotated',
    subjectKind: 'api_key',
    subjectId: id,
    detail: { replacedBy: made.id, overlapMs },
  })
  return made
}

/** From now on the key opens nothing; revoking twice is not an error. @throws DomainError `NOT_FOUND` */
export async function revokeApiKey(
  trx: Trx,
  tenantId: string,
  { id, actor, at }: { id: string; actor: Actor; at: Date },
): Promise<void> {
  const row = await trx
    .selectFrom('apiKeys')
    .select('revokedAt')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such API key')
  if (row.revokedAt) return
  await trx.updateTable('apiKeys').set({ revokedAt: at }).where('id', '=', id).execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'api_key.revoked',
    subjectKind: 'api_key',
    subjectId: id,
    detail: {},
  })
}

export async function markApiKeyUsed(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('apiKeys').set({ lastUsedAt: at }).where('id', '=', id).execute()
}

/** Secrets of 256 random bits need no salt and no slow hash. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

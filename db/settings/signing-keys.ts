import { newId } from '../../domain/ids.ts'
import { cellAad } from '../aad.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Box } from '../crypto/box.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface SigningKeyChange {
  readonly tenantId: string
  readonly actor: Actor
  readonly at: Date
}

export interface FreshKey {
  /** PEM, SPKI. */
  readonly publicKey: string
  /** DER, PKCS #8. */
  readonly privateKey: Uint8Array
}

const privateAad = (tenantId: string, id: string) =>
  cellAad(tenantId, 'signing_keys', id, 'private')

/**
 * The key that signs now; a tenant's first is made when it is first needed.
 * @param box the tenant's @returns PEM of the public and DER of the private half
 */
export async function currentSigningKey(
  trx: Trx,
  box: Box,
  change: SigningKeyChange,
  makeKey: () => FreshKey,
): Promise<FreshKey> {
  const known = await liveKey(trx)
  if (!known) await insertKey(trx, box, change, makeKey())
  const row = known ?? (await liveKey(trx))
  if (!row) throw new Error('a signing key that was just made is not there')
  return {
    publicKey: row.publicKey,
    privateKey: box.open(row.privateSealed, privateAad(change.tenantId, row.id)),
  }
}

/** A new key signs from now on; the former one's public half stays, to check what it signed. */
export async function rotateSigningKey(
  trx: Trx,
  box: Box,
  change: SigningKeyChange,
  fresh: FreshKey,
): Promise<void> {
  await trx
    .updateTable('signingKeys')
    .set({ retiredAt: change.at })
    .where('retiredAt', 'is', null)
    .execute()
  await insertKey(trx, box, change, fresh)
}

const liveKey = (trx: Trx) =>
  trx
    .selectFrom('signingKeys')
    .select(['id', 'publicKey', 'privateSealed'])
    .where('retiredAt', 'is', null)
    .executeTakeFirst()

async function insertKey(
  trx: Trx,
  box: Box,
  { tenantId, actor, at }: SigningKeyChange,
  { publicKey, privateKey }: FreshKey,
): Promise<void> {
  const id = newId(at.getTime())
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('signingKeys')
    .values({
      tenantId,
      id,
      publicKey,
      privateSealed: box.seal(privateKey, privateAad(tenantId, id)),
      createdAt: at,
      retiredAt: null,
    })
    // of two that make the first key at once, one is enough
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'signing_key.created',
    subjectKind: 'signing_key',
    subjectId: id,
    detail: {},
  })
}

import { createHash } from 'node:crypto'
import { newId } from '../domain/ids.ts'
import { blobAad } from './aad.ts'
import type { BlobStore } from './blob-store.ts'
import type { Trx } from './client.ts'
import type { Box } from './crypto/box.ts'
import type { Blobs } from './schema.ts'

export interface BlobPlace {
  readonly tenantId: string
  readonly sessionId: string
  readonly kind: Blobs['kind']
}

/** Seals a derived picture under the session's key and returns its name; `recordBlob` makes it known to the database. */
export async function putBlob(
  { store, box, ...place }: BlobPlace & { store: BlobStore; box: Box },
  bytes: Uint8Array,
): Promise<string> {
  const key = `pictures/${place.tenantId}/${place.sessionId}/${newId()}`
  await store.put(key, box.seal(bytes, blobAad(place.tenantId, place.sessionId, place.kind, key)))
  return key
}

/** @throws DomainError `NOT_FOUND`, `SEAL_BROKEN` */
export async function getBlob(
  { store, box, ...place }: BlobPlace & { store: BlobStore; box: Box },
  key: string,
): Promise<Buffer> {
  return box.open(await store.get(key), blobAad(place.tenantId, place.sessionId, place.kind, key))
}

export async function recordBlob(
  trx: Trx,
  place: BlobPlace,
  blob: { key: string; bytes: Uint8Array; contentType: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('blobs')
    .values({
      ...place,
      key: blob.key,
      contentType: blob.contentType,
      size: blob.bytes.length,
      sha256: createHash('sha256').update(blob.bytes).digest('hex'),
      createdAt: blob.at,
      erasedAt: null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'key']).doNothing())
    .execute()
}

import type { Trx } from '../client.ts'

export interface BlobRecord {
  readonly key: string
  readonly kind: 'ORIGINAL' | 'MASKED' | 'RECTIFIED' | 'PORTRAIT'
  readonly contentType: string
  readonly erased: boolean
}

export async function findBlob(trx: Trx, key: string): Promise<BlobRecord | null> {
  const row = await trx
    .selectFrom('blobs')
    .select(['key', 'kind', 'contentType', 'erasedAt'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row
    ? { key: row.key, kind: row.kind, contentType: row.contentType, erased: row.erasedAt !== null }
    : null
}

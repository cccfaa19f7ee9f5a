import type { CheckResult } from '../../domain/check.ts'
import type { DocumentReading } from '../../domain/findings.ts'
import type { MaskShape } from '../../domain/masking.ts'
import { cellAad } from '../aad.ts'
import type { BlobStore } from '../blob-store.ts'
import { recordBlob } from '../blobs.ts'
import type { Trx } from '../client.ts'
import type { Box } from '../crypto/box.ts'

interface AttemptPlace {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
}

/** What was read from the document, sealed under the session's key. */
export async function saveReading(
  trx: Trx,
  box: Box,
  { tenantId, attemptId }: AttemptPlace,
  reading: DocumentReading,
  at: Date,
): Promise<void> {
  const readingSealed = box.seal(
    JSON.stringify(reading),
    cellAad(tenantId, 'extractions', attemptId, 'reading'),
  )
  await trx
    .insertInto('extractions')
    .values({ tenantId, attemptId, readingSealed, createdAt: at })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'attemptId']).doUpdateSet({ readingSealed }),
    )
    .execute()
}

export async function saveChecks(
  trx: Trx,
  { tenantId, sessionId, attemptId }: AttemptPlace,
  results: readonly CheckResult[],
  personIndex: Buffer | null,
  at: Date,
): Promise<void> {
  for (const result of results) {
    const record = JSON.stringify(result)
    await trx
      .insertInto('checkResults')
      .values({ tenantId, attemptId, key: result.key, record, createdAt: at })
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'attemptId', 'key']).doUpdateSet({ record }),
      )
      .execute()
  }
  await trx.updateTable('sessions').set({ personIndex }).where('id', '=', sessionId).execute()
}

interface NewPicture {
  readonly key: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

/**
 * The masked pictures of a capture: from now on people may look at it. Those that they replace are erased, which
 * `eraseReplaced` brings to its end.
 */
export async function saveMasked(
  trx: Trx,
  place: { readonly tenantId: string; readonly sessionId: string; readonly captureId: string },
  pictures: {
    readonly masked: NewPicture
    readonly rectified: NewPicture | null
    readonly regions: MaskRegions
  },
  at: Date,
): Promise<void> {
  const { tenantId, sessionId } = place
  await recordBlob(trx, { tenantId, sessionId, kind: 'MASKED' }, { ...pictures.masked, at })
  if (pictures.rectified) {
    await recordBlob(trx, { tenantId, sessionId, kind: 'RECTIFIED' }, { ...pictures.rectified, at })
  }
  const before = await trx
    .selectFrom('captures')
    .select(['maskedKey', 'rectifiedKey'])
    .where('id', '=', place.captureId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const replaced = [before.maskedKey, before.rectifiedKey].filter((key) => key !== null)
  if (replaced.length > 0)
    await trx.updateTable('blobs').set({ erasedAt: at }).where('key', 'in', replaced).execute()
  await trx
    .updateTable('captures')
    .set({
      maskedKey: pictures.masked.key,
      rectifiedKey: pictures.rectified?.key ?? null,
      maskRegions: JSON.stringify(pictures.regions),
    })
    .where('id', '=', place.captureId)
    .execute()
}

/** What the machine would black out, where it is not sure enough to show the picture to anybody. */
export async function saveMaskProposal(
  trx: Trx,
  captureId: string,
  regions: MaskRegions,
): Promise<void> {
  await trx
    .updateTable('captures')
    .set({ maskRegions: JSON.stringify(regions) })
    .where('id', '=', captureId)
    .execute()
}

/** Deletes the bytes of pictures of a session that are to be there no more; what is gone already is no error. */
export async function eraseReplaced(
  trx: Trx,
  store: BlobStore,
  { sessionId }: { readonly sessionId: string },
): Promise<void> {
  const rows = await trx
    .selectFrom('blobs')
    .select('key')
    .where('sessionId', '=', sessionId)
    .where('erasedAt', 'is not', null)
    .execute()
  for (const { key } of rows) await store.delete(key)
}

type MaskRegions = readonly (readonly MaskShape[])[]

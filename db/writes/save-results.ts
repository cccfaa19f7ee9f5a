import type { CheckResult } from '../../domain/check.ts'
import type { DocumentReading } from '../../domain/findings.ts'
import { cellAad } from '../aad.ts'
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

/** The masked pictures of a capture: from now on people may look at it. */
export async function saveMasked(
  trx: Trx,
  place: { readonly tenantId: string; readonly sessionId: string; readonly captureId: string },
  pictures: {
    readonly masked: { key: string; bytes: Uint8Array; contentType: string }
    readonly rectified: { key: string; bytes: Uint8Array; contentType: string } | null
  },
  at: Date,
): Promise<void> {
  const { tenantId, sessionId } = place
  await recordBlob(trx, { tenantId, sessionId, kind: 'MASKED' }, { ...pictures.masked, at })
  if (pictures.rectified) {
    await recordBlob(trx, { tenantId, sessionId, kind: 'RECTIFIED' }, { ...pictures.rectified, at })
  }
  await trx
    .updateTable('captures')
    .set({ maskedKey: pictures.masked.key, rectifiedKey: pictures.rectified?.key ?? null })
    .where('id', '=', place.captureId)
    .execute()
}

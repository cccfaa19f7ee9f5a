import { putBlob } from '../db/blobs.ts'
import { withTenant } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { packFrames } from '../db/frames.ts'
import { eraseReplaced, saveMasked } from '../db/writes/save-results.ts'
import type { MaskShape } from '../domain/masking.ts'
import type { Dependencies } from './dependencies.ts'

export interface MaskedPicture {
  readonly masked: readonly Uint8Array[]
  readonly rectified: Uint8Array | null
  readonly regions: readonly (readonly MaskShape[])[]
}

/** Seals what may be seen of a capture, and erases what could be seen of it before. */
export async function storeMasked(
  { db, store, clock }: Dependencies,
  box: Box,
  place: { readonly tenantId: string; readonly sessionId: string; readonly captureId: string },
  { masked, rectified, regions }: MaskedPicture,
): Promise<void> {
  const { tenantId, sessionId } = place
  const put = async (kind: 'MASKED' | 'RECTIFIED', frames: readonly Uint8Array[]) => {
    const bytes = packFrames(frames)
    const key = await putBlob({ store, box, tenantId, sessionId, kind }, bytes)
    return { key, bytes, contentType: 'image/jpeg' }
  }
  const pictures = {
    masked: await put('MASKED', masked),
    rectified: rectified ? await put('RECTIFIED', [rectified]) : null,
    regions,
  }
  await withTenant(db, tenantId, (trx) => saveMasked(trx, place, pictures, clock()))
  await withTenant(db, tenantId, (trx) => eraseReplaced(trx, store, place))
}

import { withTenant } from '../db/client.ts'
import { splitFrames } from '../db/frames.ts'
import type { Frame } from '../db/schema.ts'
import { readUpload } from '../db/uploads.ts'
import { DomainError } from '../domain/errors.ts'
import type { CaptureVerdict } from '../domain/findings.ts'
import type { Slot } from '../domain/method.ts'
import type { Dependencies } from './dependencies.ts'

export interface LoadedCapture {
  readonly captureId: string
  readonly slot: Slot
  readonly frames: readonly Frame[]
  readonly challengeId: string | null
  readonly verdict: CaptureVerdict
  /** JPEGs as they were sent. */
  readonly pictures: readonly Uint8Array[]
}

/** Opens the session's current captures of these slots, as the applicant sent them. @throws DomainError `UPLOAD_MISSING` */
export async function loadCaptures(
  { db, keyring, store }: Dependencies,
  { tenantId, sessionId }: { tenantId: string; sessionId: string },
  slots: readonly Slot[],
): Promise<ReadonlyMap<Slot, LoadedCapture>> {
  const { rows, wrappedKey } = await withTenant(db, tenantId, async (trx) => ({
    rows: await trx
      .selectFrom('captures')
      .select(['id', 'slot', 'frames', 'originalKey', 'challengeId', 'verdict'])
      .where('sessionId', '=', sessionId)
      .where('slot', 'in', [...slots])
      .where('accepted', '=', true)
      .where('supersededAt', 'is', null)
      .execute(),
    ...(await trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow()),
  }))
  const box = await keyring.sessionBox(tenantId, sessionId, wrappedKey)
  const loaded = await Promise.all(
    rows.map(async (row): Promise<LoadedCapture> => {
      const slot = slots.find((known) => known === row.slot) ?? missing(row.slot)
      const ticketId = row.originalKey.split('/').at(-1) ?? ''
      const bytes = await readUpload({ store, box, tenantId, sessionId, slot, ticketId })
      return {
        captureId: row.id,
        slot,
        frames: row.frames,
        challengeId: row.challengeId,
        // written by saveCapture from a typed verdict
        verdict: row.verdict as CaptureVerdict,
        pictures: splitFrames(bytes, row.frames),
      }
    }),
  )
  return new Map(loaded.map((capture) => [capture.slot, capture]))
}

export function missing(slot: string): never {
  throw new DomainError('UPLOAD_MISSING', `${slot}: no accepted capture`)
}

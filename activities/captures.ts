import { getBlob } from '../db/blobs.ts'
import { withTenant } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { splitFrames, unpackFrames } from '../db/frames.ts'
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
  /** JPEGs as they were sent, or what a mask operator left of them. */
  readonly pictures: readonly Uint8Array[]
  /** What was sent is erased: there is no more of it than this. */
  readonly maskedByHand: boolean
}

/** Opens the session's current captures of these slots, as the applicant sent them while that is there. @throws DomainError `UPLOAD_MISSING` */
export async function loadCaptures(
  { db, keyring, store }: Dependencies,
  { tenantId, sessionId }: { tenantId: string; sessionId: string },
  slots: readonly Slot[],
): Promise<ReadonlyMap<Slot, LoadedCapture>> {
  const { rows, wrappedKey } = await withTenant(db, tenantId, async (trx) => ({
    rows: await trx
      .selectFrom('captures')
      .leftJoin('blobs', 'blobs.key', 'captures.originalKey')
      .select([
        'captures.id',
        'slot',
        'frames',
        'originalKey',
        'maskedKey',
        'challengeId',
        'verdict',
        'blobs.erasedAt',
      ])
      .where('captures.sessionId', '=', sessionId)
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
      const place = { store, box, tenantId, sessionId, slot }
      return {
        captureId: row.id,
        slot,
        frames: row.frames,
        challengeId: row.challengeId,
        // written by saveCapture from a typed verdict
        verdict: row.verdict as CaptureVerdict,
        pictures: await (row.erasedAt ? whatIsLeft(place, row) : whatWasSent(place, row)),
        maskedByHand: row.erasedAt !== null,
      }
    }),
  )
  return new Map(loaded.map((capture) => [capture.slot, capture]))
}

interface Place {
  readonly store: Dependencies['store']
  readonly box: Box
  readonly tenantId: string
  readonly sessionId: string
  readonly slot: Slot
}
interface Pictures {
  readonly originalKey: string
  readonly maskedKey: string | null
  readonly frames: readonly Frame[]
}

async function whatWasSent(place: Place, { originalKey, frames }: Pictures) {
  const ticketId = originalKey.split('/').at(-1) ?? ''
  return splitFrames(await readUpload({ ...place, ticketId }), frames)
}

async function whatIsLeft({ slot, ...place }: Place, { maskedKey }: Pictures) {
  return unpackFrames(await getBlob({ ...place, kind: 'MASKED' }, maskedKey ?? missing(slot)))
}

export function missing(slot: string): never {
  throw new DomainError('UPLOAD_MISSING', `${slot}: no accepted capture`)
}

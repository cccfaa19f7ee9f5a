import { DomainError } from '../../domain/errors.ts'
import type { CaptureVerdict } from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import { recordBlob } from '../blobs.ts'
import type { Trx } from '../client.ts'
import type { Frame } from '../schema.ts'
import { announce } from './announce.ts'

export interface NewCapture {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly captureId: string
  readonly slot: Slot
  readonly frames: readonly Frame[]
  readonly uploadKey: string
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly challengeId: string | null
  readonly verdict: CaptureVerdict
  readonly at: Date
}

/**
 * Records a capture with its verdict; an accepted one replaces the slot's former. A second call with the same id changes
 * nothing. A liveness film uses up its challenge here, so that none is judged against the same directions again.
 * Whether the film came in time is settled when it is received; here it may have waited for a free processor.
 * @throws DomainError `CHALLENGE_USED`, `CHALLENGE_INVALID`
 */
export async function saveCapture(trx: Trx, capture: NewCapture): Promise<void> {
  const { tenantId, sessionId, at } = capture
  const known = await trx
    .selectFrom('captures')
    .select('id')
    .where('id', '=', capture.captureId)
    .executeTakeFirst()
  if (known) return
  if (capture.challengeId !== null) await useChallenge(trx, capture.challengeId, sessionId, at)
  if (capture.verdict.accepted) {
    await trx
      .updateTable('captures')
      .set({ supersededAt: at })
      .where('sessionId', '=', sessionId)
      .where('slot', '=', capture.slot)
      .where('supersededAt', 'is', null)
      .execute()
  }
  await recordBlob(
    trx,
    { tenantId, sessionId, kind: 'ORIGINAL' },
    { key: capture.uploadKey, bytes: capture.bytes, contentType: capture.contentType, at },
  )
  await trx
    .insertInto('captures')
    .values({
      tenantId,
      id: capture.captureId,
      sessionId,
      attemptId: capture.attemptId,
      slot: capture.slot,
      frames: JSON.stringify(capture.frames),
      originalKey: capture.uploadKey,
      maskedKey: null,
      rectifiedKey: null,
      challengeId: capture.challengeId,
      accepted: capture.verdict.accepted,
      verdict: JSON.stringify(capture.verdict),
      receivedAt: at,
      supersededAt: null,
    })
    .execute()
  await announce(trx, tenantId, sessionId)
}

async function useChallenge(
  trx: Trx,
  challengeId: string,
  sessionId: string,
  at: Date,
): Promise<void> {
  const challenge = await trx
    .selectFrom('challenges')
    .select('usedAt')
    .where('id', '=', challengeId)
    .where('sessionId', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()
  if (!challenge) throw new DomainError('CHALLENGE_INVALID', 'no such challenge in this session')
  if (challenge.usedAt) throw new DomainError('CHALLENGE_USED', 'directions are good for one film')
  await trx.updateTable('challenges').set({ usedAt: at }).where('id', '=', challengeId).execute()
}

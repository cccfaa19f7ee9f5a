import { createHash } from 'node:crypto'
import { withTenant } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { splitFrames } from '../db/frames.ts'
import { readUpload, uploadKey } from '../db/uploads.ts'
import { saveCapture } from '../db/writes/save-capture.ts'
import { saveMaskProposal, saveReading } from '../db/writes/save-results.ts'
import { DomainError, isDomainError } from '../domain/errors.ts'
import { documentCatalogue } from '../domain/document-catalogue.ts'
import type { CaptureVerdict, MaskFinding } from '../domain/findings.ts'
import { directions, type Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { masksSwitchedOff, tenantSettingsSchema } from '../domain/tenant-settings.ts'
import type { VisionActivities } from '../workflows/activity-types.ts'
import { burnMasks } from './burn-masks.ts'
import { loadCaptures, missing, type LoadedCapture } from './captures.ts'
import type { VisionDependencies } from './dependencies.ts'
import { patiently } from './patiently.ts'
import { storeMasked } from './store-masked.ts'

/** Opens sealed pictures, has them looked at on another thread, stores what was found; answers with codes and numbers. */
export function createVisionActivities(dependencies: VisionDependencies): VisionActivities {
  const { db, keyring, store, clock, vision } = dependencies

  return {
    async reviewCapture({
      tenantId,
      sessionId,
      attemptId,
      captureId,
      slot,
      ticketId,
      documentType,
      ...capture
    }) {
      const session = { tenantId, sessionId }
      const box = await sessionBox(session)
      const bytes = await readUpload({ store, box, tenantId, sessionId, slot, ticketId }).catch(
        uploadMissing,
      )
      if (createHash('sha256').update(bytes).digest('hex') !== capture.sha256) {
        throw new DomainError(
          'UPLOAD_HASH_MISMATCH',
          'sha256: the bytes are not those that were announced',
        )
      }
      const frames = splitFrames(bytes, capture.frames)
      const verdict = await patiently((signal) =>
        vision
          .run('reviewCapture', { documentType, slot, frames: copies(frames) }, signal)
          .catch(unreadable(slot)),
      )
      await withTenant(db, tenantId, (trx) =>
        saveCapture(trx, {
          ...session,
          attemptId,
          captureId,
          slot,
          frames: capture.frames,
          uploadKey: uploadKey({ tenantId, sessionId, ticketId }),
          bytes,
          contentType: frames.length > 1 ? 'video/x-motion-jpeg' : 'image/jpeg',
          challengeId: capture.challengeId,
          verdict,
          at: clock(),
        }),
      )
      return { captureId, accepted: verdict.accepted, reasonCodes: verdict.reasonCodes }
    },

    async readDocument({ documentType, ...attempt }) {
      const captures = await loadCaptures(dependencies, attempt, ['FRONT', 'BACK'])
      const front = captures.get('FRONT') ?? missing('FRONT')
      const back = captures.get('BACK')
      const reading = await patiently((signal) =>
        vision.run(
          'readDocument',
          { documentType, front: best(front), back: back ? best(back) : null },
          signal,
        ),
      )
      const box = await sessionBox(attempt)
      // what is blacked out in the picture must not be legible beside it
      const without = await masksOff(attempt.tenantId)
      const hidden = documentCatalogue[documentType].masks
        .map(({ name }) => name)
        .filter((name) => !without.includes(name))
      const fields = reading.fields.filter(({ key }) => !hidden.includes(key))
      await withTenant(db, attempt.tenantId, (trx) =>
        saveReading(trx, box, attempt, { ...reading, fields }, clock()),
      )
    },

    async judgeThickness({ documentType, ...attempt }) {
      const captures = await loadCaptures(dependencies, attempt, ['FRONT', 'THICKNESS'])
      const front = captures.get('FRONT') ?? missing('FRONT')
      const tilted = captures.get('THICKNESS') ?? missing('THICKNESS')
      return patiently((signal) =>
        vision.run(
          'judgeThickness',
          { documentType, front: best(front), frames: copies(tilted.pictures) },
          signal,
        ),
      )
    },

    async judgeAuthenticity({ documentType, ...attempt }) {
      const captures = await loadCaptures(dependencies, attempt, ['FRONT'])
      const front = captures.get('FRONT') ?? missing('FRONT')
      return patiently((signal) =>
        vision.run('judgeAuthenticity', { documentType, front: best(front) }, signal),
      )
    },

    async compareFaces({ documentType, ...attempt }) {
      const captures = await loadCaptures(dependencies, attempt, ['FRONT', 'FACE'])
      const front = captures.get('FRONT') ?? missing('FRONT')
      const face = captures.get('FACE') ?? missing('FACE')
      return patiently((signal) =>
        vision.run(
          'compareFaces',
          { documentType, front: best(front), selfies: copies(face.pictures) },
          signal,
        ),
      )
    },

    async judgeLiveness(attempt) {
      const captures = await loadCaptures(dependencies, attempt, ['FACE', 'LIVENESS'])
      const film = captures.get('LIVENESS') ?? missing('LIVENESS')
      const face = captures.get('FACE') ?? missing('FACE')
      const issued = await withTenant(db, attempt.tenantId, (trx) =>
        trx
          .selectFrom('challenges')
          .select('directions')
          .where('id', '=', film.challengeId ?? '')
          .where('sessionId', '=', attempt.sessionId)
          .executeTakeFirst(),
      )
      if (!issued)
        throw new DomainError(
          'CHALLENGE_INVALID',
          'the film belongs to no challenge of this session',
        )
      return patiently((signal) =>
        vision.run(
          'judgeLiveness',
          {
            frames: copies(film.pictures),
            atMs: film.frames.map((frame) => frame.atMs),
            directions: issued.directions.flatMap((name) =>
              directions.filter((known) => known === name),
            ),
            selfie: best(face),
          },
          signal,
        ),
      )
    },

    async maskCaptures({ documentType, slots, ...attempt }) {
      const captures = await loadCaptures(dependencies, attempt, slots)
      const without = await masksOff(attempt.tenantId)
      const box = await sessionBox(attempt)
      const findings: MaskFinding[] = []
      for (const capture of captures.values()) {
        if (capture.maskedByHand) {
          findings.push({ slot: capture.slot, boxes: [], confident: true, by: byHand })
          continue
        }
        const { finding, ...pictures } = await patiently((signal) =>
          vision.run(
            'maskCapture',
            {
              documentType,
              slot: capture.slot,
              frames: copies(capture.pictures),
              without,
            },
            signal,
          ),
        )
        if (finding) findings.push(finding)
        // only what is surely masked may be seen
        if (finding && !finding.confident) {
          await withTenant(db, attempt.tenantId, (trx) =>
            saveMaskProposal(trx, capture.captureId, pictures.regions),
          )
          continue
        }
        await storeMasked(dependencies, box, { ...attempt, captureId: capture.captureId }, pictures)
      }
      return findings
    },

    burnMasks: burnMasks(dependencies),
  }

  async function masksOff(tenantId: string): Promise<readonly string[]> {
    const tenant = await withTenant(db, tenantId, (trx) =>
      trx.selectFrom('tenants').select('settings').executeTakeFirstOrThrow(),
    )
    return masksSwitchedOff(tenantSettingsSchema.parse(tenant.settings))
  }

  async function sessionBox({
    tenantId,
    sessionId,
  }: {
    tenantId: string
    sessionId: string
  }): Promise<Box> {
    const { wrappedKey } = await withTenant(db, tenantId, (trx) =>
      trx
        .selectFrom('sessions')
        .select('wrappedKey')
        .where('id', '=', sessionId)
        .executeTakeFirstOrThrow(),
    )
    return keyring.sessionBox(tenantId, sessionId, wrappedKey)
  }
}

const byHand = { engine: 'mask-operator', model: null, version: '1' } as const

const best = ({ pictures, verdict, slot }: LoadedCapture): Uint8Array =>
  Uint8Array.from(pictures[verdict.bestFrame] ?? pictures[0] ?? missing(slot))

/** Plain copies: views on a shared buffer would carry the whole upload to the other thread for each frame. */
const copies = (frames: readonly Uint8Array[]): Uint8Array[] =>
  frames.map((frame) => Uint8Array.from(frame))

function uploadMissing(error: unknown): never {
  if (isDomainError(error) && error.code === 'NOT_FOUND') {
    throw new DomainError('UPLOAD_MISSING', 'send the bytes before confirming them')
  }
  throw error
}

/** A picture that can't be decoded is the applicant's to take again, not a failure of the story. */
const unreadable =
  (slot: Slot) =>
  (error: unknown): CaptureVerdict => {
    const reasons: Partial<Record<string, ReasonCode>> = {
      IMAGE_UNREADABLE: 'IMG_UNREADABLE',
      IMAGE_FORMAT: 'IMG_UNREADABLE',
      IMAGE_TOO_LARGE: 'IMG_UNREADABLE',
    }
    const reason = isDomainError(error) ? reasons[error.code] : undefined
    if (!reason) throw error
    return { slot, accepted: false, reasonCodes: [reason], bestFrame: 0, quad: null, measures: {} }
  }

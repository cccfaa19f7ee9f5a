import { withTenant } from '../db/client.ts'
import { unpackFrames } from '../db/frames.ts'
import { getBlob } from '../db/blobs.ts'
import { readInbox } from '../db/inbox.ts'
import { masksSchema } from '../db/inbox-schemas.ts'
import { heldCaptures } from '../db/reads/masking.ts'
import { DomainError } from '../domain/errors.ts'
import { cutToPicture, maskRegionsSchema, mustCover } from '../domain/masking.ts'
import type { VisionActivities } from '../workflows/activity-types.ts'
import { loadCaptures } from './captures.ts'
import type { VisionDependencies } from './dependencies.ts'
import { forgetReading, readFields } from './forget-reading.ts'
import { patiently } from './patiently.ts'
import { storeMasked } from './store-masked.ts'

/** Burns in what an operator drew, in each picture of the task. Run again, it blackens the same pixels once more. */
export const burnMasks =
  (dependencies: VisionDependencies): VisionActivities['burnMasks'] =>
  async ({ tenantId, sessionId, taskId, inboxId }) => {
    const { db, keyring, store, vision } = dependencies
    const { drawn, held, wrappedKey } = await withTenant(db, tenantId, async (trx) => ({
      drawn: await readInbox(trx, keyring, tenantId, inboxId, 'MASKS', masksSchema),
      held: await heldCaptures(trx, taskId),
      ...(await trx
        .selectFrom('sessions')
        .select('wrappedKey')
        .where('id', '=', sessionId)
        .executeTakeFirstOrThrow()),
    }))
    mustCover(drawn.pictures, held)
    const box = await keyring.sessionBox(tenantId, sessionId, wrappedKey)
    const slots = held.map(({ slot }) => slot)
    const captures = await loadCaptures(dependencies, { tenantId, sessionId }, slots)
    for (const { captureId, frames: shapes } of cutToPicture(drawn.pictures)) {
      const row = held.find(({ id }) => id === captureId)
      const capture = row && captures.get(row.slot)
      const original = capture?.pictures[0]
      if (!row || !capture || !original) throw new DomainError('NOT_FOUND', 'no such picture')
      const place = { store, box, tenantId, sessionId, kind: 'MASKED' as const }
      const shown = row.maskedKey
        ? unpackFrames(await getBlob(place, row.maskedKey))
        : capture.pictures
      const { slot } = row
      const session = { tenantId, sessionId }
      const fields = await readFields(dependencies, box, session, slot)
      const { hidden, ...pictures } = await patiently((signal) =>
        vision.run(
          'burnMasks',
          {
            slot,
            frames: shown.map((frame) => Uint8Array.from(frame)),
            original: Uint8Array.from(original),
            shapes,
            fields,
          },
          signal,
        ),
      )
      // what was burnt in before stays burnt in; a proposal of the machine was the operator's to keep or to drop
      const before = row.maskedKey ? maskRegionsSchema.parse(row.maskRegions ?? []) : []
      const regions = shapes.map((each, i) => [...(before[i] ?? []), ...each])
      await storeMasked(dependencies, box, { ...session, captureId }, { ...pictures, regions })
      await forgetReading(dependencies, box, session, { slot, hidden })
    }
  }

import { cellAad } from '../db/aad.ts'
import { withTenant, type Trx } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { saveReading } from '../db/writes/save-results.ts'
import type { DocumentReading, FieldReading } from '../domain/findings.ts'
import type { Slot } from '../domain/method.ts'
import type { Dependencies } from './dependencies.ts'

interface Place {
  readonly tenantId: string
  readonly sessionId: string
}

/** What any attempt of the session has read from a side, and where it stood. */
export const readFields = (
  { db }: Pick<Dependencies, 'db'>,
  box: Box,
  place: Place,
  slot: Slot,
): Promise<readonly Pick<FieldReading, 'key' | 'box'>[]> =>
  withTenant(db, place.tenantId, async (trx) =>
    (await readingsOf(trx, box, place)).flatMap(({ reading }) =>
      reading.fields
        .filter((field) => field.slot === slot && field.source !== 'CHIP')
        .map(({ key, box: where }) => ({ key, box: where })),
    ),
  )

/** What is blacked out in a picture must not be legible beside it: takes these fields out of what was read from that side. */
export const forgetReading = (
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  box: Box,
  place: Place,
  { slot, hidden }: { readonly slot: Slot; readonly hidden: readonly FieldReading['key'][] },
): Promise<void> =>
  withTenant(db, place.tenantId, async (trx) => {
    for (const { attemptId, reading } of await readingsOf(trx, box, place)) {
      const fields = reading.fields.filter(
        (field) => field.slot !== slot || !hidden.includes(field.key) || field.source === 'CHIP',
      )
      if (fields.length === reading.fields.length) continue
      await saveReading(trx, box, { ...place, attemptId }, { ...reading, fields }, clock())
    }
  })

async function readingsOf(trx: Trx, box: Box, { tenantId, sessionId }: Place) {
  const rows = await trx
    .selectFrom('extractions')
    .innerJoin('attempts', 'attempts.id', 'extractions.attemptId')
    .select(['attemptId', 'readingSealed'])
    .where('sessionId', '=', sessionId)
    .execute()
  return rows.map(({ attemptId, readingSealed }) => {
    const aad = cellAad(tenantId, 'extractions', attemptId, 'reading')
    // sealed by saveReading: what opens is what was written
    const reading: DocumentReading = JSON.parse(box.open(readingSealed, aad).toString())
    return { attemptId, reading }
  })
}

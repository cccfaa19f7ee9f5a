import { Context } from '@temporalio/activity'
import { sql } from 'kysely'
import { withTenant } from '../db/client.ts'
import { partKey, putPart } from '../db/export-blobs.ts'
import { partsOf } from '../db/reads/exports.ts'
import { filtered } from '../db/reads/sessions.ts'
import { readTenant } from '../db/reads/tenants.ts'
import {
  beginExport,
  endExport,
  finishExport,
  lockOrder,
  recordPart,
} from '../db/writes/exports.ts'
import { readRows } from '../exports/read-rows.ts'
import { csvSpecSchema } from '../exports/spec.ts'
import { createCsvWriter } from '../exports/write-csv.ts'
import type { BatchActivities, IoActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** A part is sealed when it has grown to this; the memory that an export takes is a few of them. */
const partBytes = 1_000_000

/** Makes exported files in sealed parts. @param sizes for tests: a part's bytes, a page's rows */
export function createExportActivities(
  { db, keyring, store, clock }: Dependencies,
  sizes: { readonly partBytes: number; readonly pageSize?: number } = { partBytes },
): Pick<BatchActivities, 'writeSessionsCsv'> {
  return {
    async writeSessionsCsv({ tenantId, exportId }) {
      const { order, parts, lifeMs } = await withTenant(db, tenantId, async (trx) => ({
        order: await lockOrder(trx, exportId),
        parts: await partsOf(trx, exportId),
        lifeMs: (await readTenant(trx))?.settings.exportLifeMs ?? 0,
      }))
      const { layout, filter } = csvSpecSchema.parse(order.spec)
      // what comes in while it is written is not in it
      const upTo = filter.createdTo && filter.createdTo < order.createdAt
      const wanted = { ...filter, createdTo: upTo ? filter.createdTo : order.createdAt }
      if (order.status === 'QUEUED') {
        await withTenant(db, tenantId, async (trx) => {
          const { count } = await filtered(trx, wanted)
            .select(sql<number>`count(*)::int`.as('count'))
            .executeTakeFirstOrThrow()
          await beginExport(trx, exportId, count)
        })
      }
      const box = await keyring.fileBox(tenantId, exportId, order.wrappedKey)
      const csv = createCsvWriter(layout)

      // a try that follows another goes on behind the last part that is known
      const last = parts.at(-1)
      let number = parts.length
      let lastId = last?.lastId ?? null
      let chunks = last ? [] : [csv.head()]
      let size = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
      let rows = 0
      // who was shown to whoever fetches it can be told later
      const tellsOfPersons = csv.columns.some(({ shows }) => shows !== null)
      let persons: string[] = []

      const flush = async () => {
        const place = { tenantId, exportId, number }
        await putPart(store, box, place, Buffer.concat(chunks, size))
        await withTenant(db, tenantId, (trx) =>
          recordPart(trx, { ...place, key: partKey(place), size, rows, lastId }, persons),
        )
        number += 1
        chunks = []
        size = 0
        rows = 0
        persons = []
      }

      const { pageSize } = sizes
      const place = { after: lastId, ...(pageSize === undefined ? {} : { pageSize }) }
      const wish = { tenantId, filter: wanted, columns: csv.columns, ...place }
      for await (const group of readRows({ db, keyring }, wish)) {
        mindCancellation()
        const bytes = csv.lines(group)
        chunks.push(bytes)
        size += bytes.length
        rows += group.length
        if (tellsOfPersons) persons.push(...group.map(({ id }) => id))
        lastId = group.at(-1)?.id ?? lastId
        if (size >= sizes.partBytes) await flush()
      }
      if (size > 0) await flush()
      const at = clock()
      await withTenant(db, tenantId, (trx) =>
        finishExport(trx, exportId, {
          at,
          expiresAt: new Date(at.getTime() + lifeMs),
          sha256: null,
          detail: { columns: layout.columns, encoding: layout.encoding },
        }),
      )
      return { lifeMs }
    },
  }
}

/** Takes exported files away again. */
export function createExportEnd({
  db,
  store,
  clock,
}: Dependencies): Pick<IoActivities, 'eraseExport'> {
  return {
    async eraseExport({ tenantId, exportId, status, failureCode }) {
      // first the key: from then on the parts are noise, whatever becomes of this process
      const parts = await withTenant(db, tenantId, (trx) =>
        endExport(trx, exportId, { at: clock(), status, failureCode }),
      )
      for (let number = 0; number < parts; number += 1)
        await store.delete(partKey({ tenantId, exportId, number }))
      await withTenant(db, tenantId, (trx) =>
        trx.deleteFrom('exportParts').where('exportId', '=', exportId).execute(),
      )
    },
  }
}

/** Shows that there is life, and ends where nobody wants the file any more. */
function mindCancellation(): void {
  const context = Context.current()
  context.heartbeat()
  context.cancellationSignal.throwIfAborted()
}

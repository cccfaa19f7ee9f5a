import { withTenant, type Database } from '../db/client.ts'
import type { Keyring } from '../db/keyring.ts'
import type { SessionFilter } from '../db/reads/sessions.ts'
import type { Column } from './columns.ts'
import type { ExportRow, Part } from './export-row.ts'
import { openRows } from './open-rows.ts'
import { readSealedRows } from './sealed-rows.ts'

const perPage = 500

export interface RowsAsked {
  readonly tenantId: string
  readonly filter: SessionFilter
  readonly columns: readonly Column[]
  /** Goes on behind this session; null: from the newest. */
  readonly after: string | null
  readonly pageSize?: number
}

/** Sessions of one tenant, newest first, a page at a time; while one is worked on, the next is read already. */
export async function* readRows(
  { db, keyring }: { readonly db: Database; readonly keyring: Keyring },
  { tenantId, filter, columns, after, pageSize = perPage }: RowsAsked,
): AsyncGenerator<readonly ExportRow[]> {
  const parts: ReadonlySet<Part> = new Set(columns.flatMap(({ needs }) => needs))
  const read = (place: string | null) =>
    withTenant(db, tenantId, (trx) =>
      readSealedRows(trx, filter, parts, { after: place, limit: pageSize }),
    )
  let next = read(after)
  for (;;) {
    const page = await next
    const last = page.at(-1)
    if (!last) return
    const isLast = page.length < pageSize
    if (!isLast) {
      next = read(last.id)
      // who stops listening does not hear of its end
      next.catch(() => undefined)
    }
    yield await openRows(keyring, tenantId, page)
    if (isLast) return
  }
}

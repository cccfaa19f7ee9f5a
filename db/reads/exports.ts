import type { Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { ExportParts, ExportPresets, Exports } from '../schema.ts'
import type { Page } from './page.ts'

export type Export = Selectable<Exports>
export type ExportPart = Selectable<ExportParts>
export type ExportPreset = Selectable<ExportPresets>

export interface ExportFilter {
  /** Side that the caller sees; null: both. */
  readonly sandbox: boolean | null
  readonly kinds: readonly Exports['kind'][]
  readonly sessionId?: string | undefined
}

/** Newest first. */
export async function listExports(
  trx: Trx,
  { sandbox, kinds, sessionId }: ExportFilter,
  { limit, after, before, inverted }: Page,
): Promise<readonly Export[]> {
  if (kinds.length === 0) return []
  return trx
    .selectFrom('exports')
    .selectAll()
    .where('kind', 'in', kinds)
    .$if(sandbox !== null, (query) => query.where('sandbox', '=', sandbox))
    .$if(sessionId !== undefined, (query) => query.where('sessionId', '=', sessionId ?? ''))
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .$if(before !== null, (query) => query.where('id', '>', before ?? ''))
    .orderBy('id', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

/** Exports by id; one of the other side of the sandbox is not among them. */
export async function exportsById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, Export>> {
  const rows = await trx
    .selectFrom('exports')
    .selectAll()
    .where('id', 'in', ids)
    .$if(sandbox !== null, (query) => query.where('sandbox', '=', sandbox))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** In their order in the file. */
export const partsOf = (trx: Trx, exportId: string): Promise<ExportPart[]> =>
  trx
    .selectFrom('exportParts')
    .selectAll()
    .where('exportId', '=', exportId)
    .orderBy('number')
    .execute()

export const listPresets = (trx: Trx): Promise<ExportPreset[]> =>
  trx.selectFrom('exportPresets').selectAll().orderBy('name').execute()

import { sql, type Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { Partners } from '../schema.ts'

/** An organisation that reviews for the company, with its contract's terms. */
export type Partner = Selectable<Partners>

export const readPartner = async (trx: Trx, id: string): Promise<Partner | null> =>
  (await trx.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

/**
 * Where a new case goes by itself: to the partner whose contract names its queue; else, where a rule lets it out of the house,
 * to whoever has the fewest. Null: it stays.
 */
export async function partnerFor(
  trx: Trx,
  { queue, outsource }: { readonly queue: string; readonly outsource: boolean },
): Promise<string | null> {
  const row = await trx
    .selectFrom('partners')
    .select('id')
    .where('endedAt', 'is', null)
    .$if(!outsource, (query) => query.where(sql<boolean>`${queue} = any(queues)`))
    .orderBy(sql`(${queue} = any(queues))`, 'desc')
    .orderBy(
      sql`(select count(*) from case_handovers h where h.partner_id = partners.id and h.ended_at is null)`,
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Newest first, ended ones too. */
export const listPartners = (trx: Trx): Promise<readonly Partner[]> =>
  trx.selectFrom('partners').selectAll().orderBy('id', 'desc').execute()

export async function partnersById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Partner>> {
  const rows = await trx.selectFrom('partners').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

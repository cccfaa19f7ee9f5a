import type { Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { GoldenCases } from '../schema.ts'

/** A stored case with the definition of the version under which its checks ran. */
export interface GoldenCase extends Omit<Selectable<GoldenCases>, 'records'> {
  /** Check records as a JSON array, still to be parsed. */
  readonly records: string
  readonly definition: string
}

/** Those of a profile that are in force, oldest first. */
export const goldenCasesOf = (trx: Trx, profileId: string): Promise<readonly GoldenCase[]> =>
  stored(trx)
    .where('goldenCases.profileId', '=', profileId)
    .where('goldenCases.retiredAt', 'is', null)
    .orderBy('goldenCases.id')
    .execute()
    .then((rows) => rows.map(asText))

export async function goldenCasesById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GoldenCase>> {
  const rows = await stored(trx).where('goldenCases.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, asText(row)]))
}

const stored = (trx: Trx) =>
  trx
    .selectFrom('goldenCases')
    .innerJoin('checkProfileVersions', 'checkProfileVersions.id', 'goldenCases.profileVersionId')
    .selectAll('goldenCases')
    .select('checkProfileVersions.definition')

const asText = <Row extends { readonly records: unknown }>(row: Row) => ({
  ...row,
  records: JSON.stringify(row.records),
})

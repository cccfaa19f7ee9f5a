import type { Trx } from '../client.ts'

export interface Applicant {
  readonly id: string
  readonly tenantId: string
  readonly externalIdSealed: Buffer
}

export async function applicantsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Applicant>> {
  const rows = await trx
    .selectFrom('applicants')
    .select(['id', 'tenantId', 'externalIdSealed'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

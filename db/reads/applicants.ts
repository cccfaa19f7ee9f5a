import type { Trx } from '../client.ts'

export interface Applicant {
  readonly id: string
  readonly tenantId: string
  readonly externalIdSealed: Buffer
}

/** @param sandbox whose sessions a caller sees: an applicant without one on that side is not among them; null: both */
export async function applicantsById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, Applicant>> {
  const rows = await trx
    .selectFrom('applicants')
    .select(['id', 'tenantId', 'externalIdSealed'])
    .where('id', 'in', ids)
    .$if(sandbox !== null, (query) =>
      query.where((test) =>
        test.exists((inner) =>
          inner
            .selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.applicantId', '=', 'applicants.id')
            .where('sessions.sandbox', '=', sandbox ?? false),
        ),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Trx } from '../client.ts'
import type { BackTests } from '../schema.ts'
import type { Page } from './page.ts'

/** Which sessions are tested, and how; fixed when the test begins. */
export const backTestPlanSchema = z
  .object({
    /** Of the sessions' beginning: from the first instant on, before the second. */
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime(),
    methods: z.array(z.string()).nullable(),
    documentTypes: z.array(z.string()).nullable(),
    sandbox: z.boolean(),
    /** Of the drawn samples. */
    seed: z.number().int(),
    maxResubmissions: z.number().int(),
  })
  .readonly()
export type BackTestPlan = z.infer<typeof backTestPlanSchema>

export type BackTest = Omit<Selectable<BackTests>, 'plan'> & { readonly plan: BackTestPlan }

export async function backTestsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BackTest>> {
  const rows = await trx.selectFrom('backTests').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, rowToBackTest(row)]))
}

/** Newest first. @param of of one version or one profile alone */
export async function listBackTests(
  trx: Trx,
  { limit, after, before, inverted }: Page,
  {
    versionId,
    profileId,
  }: { readonly versionId: string | null; readonly profileId: string | null },
): Promise<readonly BackTest[]> {
  const rows = await trx
    .selectFrom('backTests')
    .selectAll()
    .$if(versionId !== null, (query) => query.where('profileVersionId', '=', versionId ?? ''))
    .$if(profileId !== null, (query) =>
      query.where('profileVersionId', 'in', (versions) =>
        versions
          .selectFrom('checkProfileVersions')
          .select('id')
          .where('profileId', '=', profileId ?? ''),
      ),
    )
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .$if(before !== null, (query) => query.where('id', '>', before ?? ''))
    .orderBy('id', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowToBackTest)
}

const rowToBackTest = (row: Selectable<BackTests>): BackTest => ({
  ...row,
  plan: backTestPlanSchema.parse(row.plan),
})

import type { Trx } from '../client.ts'
import type { Skills } from './cases.ts'

const unlimited: Skills = { queues: null, documentTypes: null, locales: null, mostCases: null }

/** What a member is given by "next"; without a row, everything. */
export async function readSkills(trx: Trx, memberId: string): Promise<Skills> {
  const row = await trx
    .selectFrom('memberSkills')
    .select(['queues', 'documentTypes', 'locales', 'mostCases'])
    .where('memberId', '=', memberId)
    .executeTakeFirst()
  return row ?? unlimited
}

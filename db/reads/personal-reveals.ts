import type { Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { PersonalReveals } from '../schema.ts'
import { groupBy } from './group-by.ts'

export type PersonalReveal = Selectable<PersonalReveals>

/** What a member has had shown and may still see, of each session. */
export async function revealsBySession(
  trx: Trx,
  memberId: string,
  sessionIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly PersonalReveal[]>> {
  const rows = await trx
    .selectFrom('personalReveals')
    .selectAll()
    .where('memberId', '=', memberId)
    .where('sessionId', 'in', sessionIds)
    .where('expiresAt', '>', now)
    .orderBy('expiresAt', 'desc')
    .execute()
  return groupBy(rows, (row) => row.sessionId)
}

import type { Trx } from '../client.ts'

/**
 * The person of the staff who opened a session, by themselves or by a key that speaks for them; null where a program did.
 * The record of its opening says it.
 */
export async function submitterOf(trx: Trx, sessionId: string): Promise<string | null> {
  const opening = await trx
    .selectFrom('auditEvents')
    .select(['actorKind', 'actorId'])
    .where('subjectKind', '=', 'verification_session')
    .where('subjectId', '=', sessionId)
    .where('action', '=', 'verification_session.created')
    .executeTakeFirst()
  if (!opening?.actorId) return null
  const memberId =
    opening.actorKind === 'API_KEY' ? await memberOfKey(trx, opening.actorId) : opening.actorId
  return memberId && personOf(trx, memberId)
}

const memberOfKey = async (trx: Trx, keyId: string): Promise<string | null> =>
  (await trx.selectFrom('apiKeys').select('memberId').where('id', '=', keyId).executeTakeFirst())
    ?.memberId ?? null

/** The person behind a member; null where there is no such member. */
async function personOf(trx: Trx, memberId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('members')
    .select(['id', 'personMemberId'])
    .where('id', '=', memberId)
    .executeTakeFirst()
  return row ? (row.personMemberId ?? row.id) : null
}

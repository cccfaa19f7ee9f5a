import { sql } from 'kysely'
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

export interface MemberWithSkills {
  readonly memberId: string
  readonly skills: Skills
  /** Cases under a lease now. */
  readonly held: number
}

/** Who can be given cases, with what they can and hold. */
export async function listSkills(trx: Trx, at: Date): Promise<readonly MemberWithSkills[]> {
  const rows = await trx
    .selectFrom('members')
    .leftJoin('memberSkills', 'memberSkills.memberId', 'members.id')
    .select([
      'members.id',
      'memberSkills.queues',
      'memberSkills.documentTypes',
      'memberSkills.locales',
      'memberSkills.mostCases',
    ])
    .select((test) =>
      test
        .selectFrom('cases')
        .select((each) => each.fn.countAll<string>().as('held'))
        .whereRef('cases.assigneeId', '=', 'members.id')
        .where('cases.status', '=', 'ASSIGNED')
        .where('cases.leaseExpiresAt', '>=', at)
        .as('held'),
    )
    .where('members.disabledAt', 'is', null)
    .where(sql<boolean>`members.roles && array['REVIEWER', 'SUPERVISOR', 'OWNER']`)
    .orderBy('members.id')
    .execute()
  return rows.map(({ id, held, ...skills }) => ({ memberId: id, skills, held: Number(held ?? 0) }))
}

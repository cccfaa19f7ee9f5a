import { sql } from 'kysely'
import { roles } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import { members } from './closed-lists.ts'

export type StaffStatus = 'ACTIVE' | 'INVITED' | 'DISABLED' | 'WITHDRAWN'
export type StaffAccount = Awaited<ReturnType<typeof listStaff>>[number]

/** Persons of the staff and guests of partners with their logins, former ones too, in the order in which they came. */
export async function listStaff(trx: Trx, at: Date) {
  const rows = await trx
    .selectFrom('members as member')
    .leftJoin('auth.user as login', 'login.id', 'member.userId')
    .leftJoin('partners as partner', 'partner.id', 'member.partnerId')
    .select([
      'member.id',
      'member.displayName',
      'member.roles',
      'member.disabledAt',
      'member.personMemberId',
      'member.isService',
      'member.partnerId',
      'member.invited',
      'member.breakGlass',
      'member.lastSignedInAt',
      'login.email',
      'login.twoFactorEnabled',
      'partner.name as partnerName',
    ])
    .select((expression) => [
      expression
        .selectFrom('staffLinks as link')
        .select('link.expiresAt')
        .whereRef('link.memberId', '=', 'member.id')
        .where('link.usedAt', 'is', null)
        .where('link.expiresAt', '>', at)
        .orderBy('link.id', 'desc')
        .limit(1)
        .as('linkExpiresAt'),
      expression
        .selectFrom('auth.account as account')
        .select(sql<boolean>`true`.as('yes'))
        .whereRef('account.userId', '=', 'member.userId')
        .where('account.password', 'is not', null)
        .limit(1)
        .as('hasPassword'),
    ])
    .where('member.isService', '=', false)
    .orderBy('member.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    roles: members(roles, row.roles),
    hasPassword: row.hasPassword === true,
    status: statusOf(row),
  }))
}

function statusOf({
  disabledAt,
  invited,
}: {
  readonly disabledAt: Date | null
  readonly invited: boolean
}): StaffStatus {
  if (disabledAt) return invited ? 'WITHDRAWN' : 'DISABLED'
  return invited ? 'INVITED' : 'ACTIVE'
}

/** Pictures that a member has taken to mask them. */
export async function masksHeldBy(trx: Trx, memberId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('maskingTasks')
    .select('id')
    .where('assigneeId', '=', memberId)
    .where('status', '=', 'ASSIGNED')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Cases that a member has taken or was given. */
export async function casesHeldBy(trx: Trx, memberId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('cases')
    .select('id')
    .where('assigneeId', '=', memberId)
    .where('status', 'not in', ['RESOLVED', 'WITHDRAWN'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

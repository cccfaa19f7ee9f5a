import { DomainError } from '../../domain/errors.ts'
import type { Trx } from '../client.ts'
import { endLogins, passwordHash, setPassword } from './logins.ts'
import { auditMember, lockMember, type MemberChange } from './member-lock.ts'

/** A member and the session by which they speak. */
export interface OwnLogin {
  readonly memberId: string
  /** Id in auth.session. */
  readonly sessionId: string
}

export interface LoginSession {
  readonly id: string
  readonly userAgent: string | null
  /** Address, of IPv6 the first half; null where none was seen. */
  readonly address: string | null
  readonly signedInAt: Date
  readonly viaSso: boolean
}

/** Where one is signed in, the newest first. */
export async function listOwnLogins(
  trx: Trx,
  memberId: string,
  at: Date,
): Promise<readonly LoginSession[]> {
  const rows = await trx
    .selectFrom('auth.session as session')
    .innerJoin('members as member', 'member.userId', 'session.userId')
    .select([
      'session.id',
      'session.userAgent',
      'session.ipAddress',
      'session.createdAt',
      'session.ssoTenantId',
    ])
    .where('member.id', '=', memberId)
    .where('session.expiresAt', '>', at)
    .orderBy('session.createdAt', 'desc')
    .execute()
  return rows.map(({ id, userAgent, ipAddress, createdAt, ssoTenantId }) => ({
    id,
    userAgent,
    address: ipAddress === '' ? null : ipAddress,
    signedInAt: createdAt,
    viaSso: ssoTenantId !== null,
  }))
}

/** Signs out one device of one's own. @throws DomainError `NOT_FOUND` */
export async function endOwnLogin(
  trx: Trx,
  change: MemberChange,
  own: OwnLogin,
  loginId: string,
): Promise<void> {
  const { userId } = await lockMember(trx, own.memberId)
  const ended = await trx
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .where('id', '=', loginId)
    .executeTakeFirst()
  if (Number(ended.numDeletedRows) === 0)
    throw new DomainError('NOT_FOUND', 'loginId: no such sign-in')
  await auditMember(trx, change, 'login.others_ended', own.memberId, { sessions: 1 })
}

/** Signs out all other devices of one's own. */
export async function endOtherLogins(trx: Trx, change: MemberChange, own: OwnLogin): Promise<void> {
  const { userId } = await lockMember(trx, own.memberId)
  const sessions = await endLogins(trx, userId, own.sessionId)
  await auditMember(trx, change, 'login.others_ended', own.memberId, { sessions })
}

/** The password as it is stored, to be compared before it is changed. @throws DomainError `MEMBER_STATE` where there is none */
export async function ownPasswordHash(trx: Trx, memberId: string): Promise<string> {
  const { userId } = await lockMember(trx, memberId)
  const hash = await passwordHash(trx, userId)
  if (hash === null) throw new DomainError('MEMBER_STATE', 'expected a login with a password')
  return hash
}

/** Another password; whoever else was signed in as them is out. */
export async function changeOwnPassword(
  trx: Trx,
  change: MemberChange,
  own: OwnLogin,
  hash: string,
): Promise<void> {
  const { userId } = await lockMember(trx, own.memberId)
  await setPassword(trx, userId, hash, change.at)
  const sessions = await endLogins(trx, userId, own.sessionId)
  await auditMember(trx, change, 'login.password_changed', own.memberId, { sessions })
}

/** Notes a sign-in the first time that it opens something. @returns false where it was noted before */
export async function noteSignIn(trx: Trx, memberId: string, signedInAt: Date): Promise<boolean> {
  const noted = await trx
    .updateTable('members')
    .set({ lastSignedInAt: signedInAt })
    .where('id', '=', memberId)
    .where((where) =>
      where.or([where('lastSignedInAt', 'is', null), where('lastSignedInAt', '<', signedInAt)]),
    )
    .executeTakeFirst()
  return Number(noted.numUpdatedRows) > 0
}

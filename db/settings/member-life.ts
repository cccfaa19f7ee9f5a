import { DomainError } from '../../domain/errors.ts'
import type { Role } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import { deleteLogin, dropSecondFactor, endLogins, insertLogin, passwordHash } from './logins.ts'
import {
  auditMember,
  keepAnotherOwner,
  keepAWayIn,
  lockMember,
  lockStaff,
  type MemberChange,
} from './member-lock.ts'
import { addMember } from './members.ts'
import { endStaffLinks, issueStaffLink, type IssuedLink } from './staff-links.ts'

/** A member with a login that nothing opens but the link. @throws DomainError `MEMBER_EXISTS` */
export async function inviteMember(
  trx: Trx,
  change: MemberChange,
  {
    email,
    displayName,
    roles,
    random,
  }: {
    readonly email: string
    readonly displayName: string
    readonly roles: readonly Role[]
    readonly random: Uint8Array
  },
): Promise<{ readonly id: string; readonly link: IssuedLink }> {
  const userId = await insertLogin(trx, { email, name: displayName, at: change.at })
  const { tenantId, actor, at } = change
  const id = await addMember(trx, tenantId, { userId, displayName, roles, actor, at })
  await trx.updateTable('members').set({ invited: true }).where('id', '=', id).execute()
  const link = await issueStaffLink(trx, change, { memberId: id, kind: 'INVITATION', random })
  return { id, link }
}

/** A new link: for who has not come in yet an invitation, for others to set a password anew. @throws DomainError `NOT_FOUND`, `MEMBER_STATE` */
export async function renewStaffLink(
  trx: Trx,
  change: MemberChange,
  { memberId, random }: { readonly memberId: string; readonly random: Uint8Array },
): Promise<IssuedLink> {
  const member = await lockMember(trx, memberId)
  if (member.disabledAt || !(await hasLogin(trx, member.userId)))
    throw new DomainError('MEMBER_STATE', 'memberId: expected a member with a login')
  const kind = member.invited ? 'INVITATION' : 'PASSWORD'
  return issueStaffLink(trx, change, { memberId, kind, random })
}

/**
 * Other roles from the next request on; nobody gives themselves more.
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN`, `MEMBER_STATE`, `MEMBER_LAST_OWNER`
 */
export async function changeRoles(
  trx: Trx,
  change: MemberChange,
  { memberId, roles }: { readonly memberId: string; readonly roles: readonly Role[] },
): Promise<void> {
  await lockStaff(trx)
  const member = await lockMember(trx, memberId)
  if (member.partnerId !== null || member.isService)
    throw new DomainError('MEMBER_STATE', 'memberId: expected a person of the own staff')
  const added = roles.filter((role) => !member.roles.includes(role))
  const removed = member.roles.filter((role) => !roles.some((other) => other === role))
  if (added.length === 0 && removed.length === 0) return
  if (memberId === change.actor.id && added.length > 0)
    throw new DomainError('FORBIDDEN', 'roles: expected somebody else to give you more')
  if (removed.includes('OWNER')) await keepAnotherOwner(trx, memberId)
  if (removed.includes('OWNER') && member.breakGlass) await keepAWayIn(trx, memberId)
  await trx
    .updateTable('members')
    .set({
      roles: [...roles],
      ...(roles.includes('OWNER') ? {} : { breakGlass: false }),
    })
    .where('id', '=', memberId)
    .execute()
  await auditMember(trx, change, 'member.roles_changed', memberId, { roles, added, removed })
}

/**
 * Nobody comes in as them any more, not even where somebody is in; what they did stays theirs. An invitation that is taken
 * back frees its address. @throws DomainError `NOT_FOUND`, `MEMBER_LAST_OWNER`
 */
export async function disableMember(trx: Trx, change: MemberChange, id: string): Promise<void> {
  await lockStaff(trx)
  const member = await lockMember(trx, id)
  if (member.disabledAt) return
  if (member.roles.includes('OWNER') && !member.invited && !member.isService)
    await keepAnotherOwner(trx, id)
  if (member.breakGlass) await keepAWayIn(trx, id)
  await trx.updateTable('members').set({ disabledAt: change.at }).where('id', '=', id).execute()
  await endStaffLinks(trx, id, change.at)
  const sessions = await endLogins(trx, member.userId)
  if (member.invited) await deleteLogin(trx, member.userId)
  await auditMember(trx, change, 'member.disabled', id, { sessions })
}

/** Back in, with the password and the roles of before. @throws DomainError `NOT_FOUND`, `MEMBER_STATE` */
export async function enableMember(trx: Trx, change: MemberChange, id: string): Promise<void> {
  const member = await lockMember(trx, id)
  if (!member.disabledAt) return
  if (member.invited)
    throw new DomainError('MEMBER_STATE', 'memberId: expected a member who has been here')
  await trx.updateTable('members').set({ disabledAt: null }).where('id', '=', id).execute()
  await auditMember(trx, change, 'member.enabled', id, {})
}

/** Signed out on all devices, and may come in again. @throws DomainError `NOT_FOUND` */
export async function signOutMember(trx: Trx, change: MemberChange, id: string): Promise<void> {
  const member = await lockMember(trx, id)
  const sessions = await endLogins(trx, member.userId)
  await auditMember(trx, change, 'member.signed_out', id, { sessions })
}

/** For who has lost the device: password alone, until they set it up anew. @throws DomainError `NOT_FOUND`, `MEMBER_STATE` */
export async function resetSecondFactor(trx: Trx, change: MemberChange, id: string): Promise<void> {
  const member = await lockMember(trx, id)
  if (id === change.actor.id)
    throw new DomainError(
      'MEMBER_STATE',
      'memberId: expected somebody else; your own is changed with your password',
    )
  await dropSecondFactor(trx, member.userId, change.at)
  await endLogins(trx, member.userId)
  await auditMember(trx, change, 'member.second_factor_reset', id, {})
}

/** May their password open the door also where single sign-on is the rule? Owners only. @throws DomainError `NOT_FOUND`, `MEMBER_STATE`, `MEMBER_LAST_OWNER` */
export async function setBreakGlass(
  trx: Trx,
  change: MemberChange,
  { memberId, on }: { readonly memberId: string; readonly on: boolean },
): Promise<void> {
  await lockStaff(trx)
  const member = await lockMember(trx, memberId)
  if (member.breakGlass === on) return
  const fits = member.roles.includes('OWNER') && !member.disabledAt && !member.invited
  if (on && !(fits && (await passwordHash(trx, member.userId)) !== null))
    throw new DomainError('MEMBER_STATE', 'memberId: expected an owner with a password')
  if (!on) await keepAWayIn(trx, memberId)
  await trx.updateTable('members').set({ breakGlass: on }).where('id', '=', memberId).execute()
  await auditMember(trx, change, 'member.break_glass', memberId, { on })
}

const hasLogin = async (trx: Trx, userId: string): Promise<boolean> =>
  (await trx.selectFrom('auth.user').select('id').where('id', '=', userId).executeTakeFirst()) !==
  undefined

import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { Trx } from '../client.ts'
import { hashSecret } from './api-keys.ts'
import { endLogins, setPassword } from './logins.ts'
import { auditMember, lockMember, type MemberChange } from './member-lock.ts'

export type StaffLinkKind = 'INVITATION' | 'PASSWORD'

/** How long a link is good. A forgotten password is set anew on the same day; an invited person may be away for the week. */
export const linkLifeMs: Readonly<Record<StaffLinkKind, number>> = {
  INVITATION: 7 * 86_400_000,
  PASSWORD: 24 * 3_600_000,
}

export interface IssuedLink {
  readonly kind: StaffLinkKind
  /** 256 bits, base64url: it stands in the link and nowhere else. */
  readonly token: string
  readonly expiresAt: Date
}

/** A link that sets a member's password, once; the ones before it end. @param random 32 bytes */
export async function issueStaffLink(
  trx: Trx,
  { tenantId, actor, at }: MemberChange,
  { memberId, kind, random }: { memberId: string; kind: StaffLinkKind; random: Uint8Array },
): Promise<IssuedLink> {
  const token = Buffer.from(random).toString('base64url')
  const id = newId(at.getTime())
  const expiresAt = new Date(at.getTime() + linkLifeMs[kind])
  await endStaffLinks(trx, memberId, at)
  await trx
    .insertInto('staffLinks')
    .values({
      tenantId,
      id,
      memberId,
      kind,
      tokenHash: hashSecret(token),
      createdBy: actor.id,
      createdAt: at,
      expiresAt,
      usedAt: null,
    })
    .execute()
  await auditMember(trx, { tenantId, actor, at }, 'member.link_issued', memberId, {
    linkId: id,
    kind,
  })
  return { kind, token, expiresAt }
}

/** Whatever link of theirs is still open is shut. */
export async function endStaffLinks(trx: Trx, memberId: string, at: Date): Promise<void> {
  await trx
    .updateTable('staffLinks')
    .set({ expiresAt: at })
    .where('memberId', '=', memberId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .execute()
}

export interface OpenLink {
  readonly kind: StaffLinkKind
  readonly memberId: string
  readonly userId: string
  readonly displayName: string
  readonly email: string
  readonly expiresAt: Date
}

/** A link that can still be used. @throws DomainError `LINK_INVALID`, `LINK_EXPIRED` */
export async function readStaffLink(trx: Trx, linkId: string, at: Date): Promise<OpenLink> {
  const row = await trx
    .selectFrom('staffLinks as link')
    .innerJoin('members as member', 'member.id', 'link.memberId')
    .innerJoin('auth.user as login', 'login.id', 'member.userId')
    .select([
      'link.kind',
      'link.memberId',
      'link.expiresAt',
      'link.usedAt',
      'member.userId',
      'member.displayName',
      'member.disabledAt',
      'login.email',
    ])
    .where('link.id', '=', linkId)
    .executeTakeFirst()
  if (!row) throw new DomainError('LINK_INVALID', 'no such link')
  if (row.usedAt || row.disabledAt || row.expiresAt <= at)
    throw new DomainError('LINK_EXPIRED', 'the link is over')
  return row
}

/**
 * The link's one use: a password, and of an invited person the name. Whoever was signed in as them is out.
 * @throws DomainError `LINK_INVALID`, `LINK_EXPIRED`
 */
export async function useStaffLink(
  trx: Trx,
  { tenantId, at }: Omit<MemberChange, 'actor'>,
  linkId: string,
  given: { readonly displayName: string | null; readonly passwordHash: string },
): Promise<void> {
  // of two who open it at once the second one waits here, and finds it used
  await trx.selectFrom('staffLinks').select('id').where('id', '=', linkId).forUpdate().execute()
  const link = await readStaffLink(trx, linkId, at)
  await lockMember(trx, link.memberId)
  await trx.updateTable('staffLinks').set({ usedAt: at }).where('id', '=', linkId).execute()
  await setPassword(trx, link.userId, given.passwordHash, at)
  await endLogins(trx, link.userId)
  if (link.kind === 'INVITATION') {
    const displayName = given.displayName ?? link.displayName
    await trx
      .updateTable('members')
      .set({ invited: false, displayName })
      .where('id', '=', link.memberId)
      .execute()
  }
  const action = link.kind === 'INVITATION' ? 'member.joined' : 'member.password_reset'
  const actor = { kind: 'MEMBER', id: link.memberId } as const
  await auditMember(trx, { tenantId, actor, at }, action, link.memberId, { linkId })
}

import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import { members as closed } from '../reads/closed-lists.ts'
import { readSso } from '../reads/sso.ts'
import { isDomainError } from '../../domain/errors.ts'
import { roles } from '../../domain/roles.ts'
import { insertLogin } from './logins.ts'
import { addMember } from './members.ts'
import { hashSubject } from './sso.ts'
import { endStaffLinks } from './staff-links.ts'

/** Why somebody whom the provider vouches for does not come in. */
export const ssoRefusals = [
  'NOT_CONFIGURED',
  'FAILED',
  'EMAIL_UNVERIFIED',
  'EMAIL_DOMAIN',
  'NOT_INVITED',
  'SHUT_OUT',
  'OTHER_SUBJECT',
  'ELSEWHERE',
] as const
export type SsoRefusal = (typeof ssoRefusals)[number]

/** What the provider's token says, its signature, issuer, audience, nonce and times checked. */
export interface SsoClaims {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string | null
}

export type SsoEntry =
  | { readonly admitted: true; readonly userId: string; readonly memberId: string }
  | { readonly admitted: false; readonly why: SsoRefusal }

/**
 * Whom a login at the company's provider means: who came by it before, else the member of this company with the address,
 * else, where the company wants that, somebody new. On record in the same transaction.
 */
export async function admitBySso(
  trx: Trx,
  tenantId: string,
  claims: SsoClaims,
  at: Date,
): Promise<SsoEntry> {
  const sso = await readSso(trx)
  if (!sso?.enabled || sso.issuer !== claims.issuer) return refused('NOT_CONFIGURED')
  if (!claims.emailVerified) return refused('EMAIL_UNVERIFIED')
  const email = claims.email.toLowerCase()
  if (!sso.emailDomains.includes(email.split('@').at(-1) ?? '')) return refused('EMAIL_DOMAIN')

  const subjectHash = hashSubject(claims.issuer, claims.subject)
  const known = await trx
    .selectFrom('ssoIdentities as identity')
    .innerJoin('members as member', 'member.id', 'identity.memberId')
    .select(['member.id', 'member.userId', 'member.disabledAt', 'member.invited'])
    .where('identity.issuer', '=', claims.issuer)
    .where('identity.subjectHash', '=', subjectHash)
    .executeTakeFirst()
  const found = known ?? (await memberOfAddress(trx, email))
  if (found) {
    if (found.disabledAt) return refused('SHUT_OUT')
    // an address that was given to somebody else later opens nothing of who had it
    if (!known && (await hasOther(trx, found.id, claims.issuer))) return refused('OTHER_SUBJECT')
    if (!known) await link(found.id)
    if (found.invited) {
      await trx.updateTable('members').set({ invited: false }).where('id', '=', found.id).execute()
      // a link that lies about in a mailbox would set a password for who needs none
      await endStaffLinks(trx, found.id, at)
    }
    await record(found.id, found.invited ? 'member.joined' : 'login.succeeded')
    return { admitted: true, userId: found.userId, memberId: found.id }
  }

  const [role] = closed(roles, sso.defaultRole === null ? [] : [sso.defaultRole])
  if (!role) return refused('NOT_INVITED')
  const displayName = (claims.name?.trim() || (email.split('@', 1)[0] ?? email)).slice(0, 80)
  try {
    const userId = await insertLogin(trx, { email, name: displayName, at })
    const actor = { kind: 'SYSTEM', id: null } as const
    const id = await addMember(trx, tenantId, { userId, displayName, roles: [role], actor, at })
    await link(id)
    await record(id, 'member.joined')
    return { admitted: true, userId, memberId: id }
  } catch (error) {
    if (isDomainError(error) && error.code === 'MEMBER_EXISTS') return refused('ELSEWHERE')
    throw error
  }

  async function link(memberId: string): Promise<void> {
    await trx
      .insertInto('ssoIdentities')
      .values({ tenantId, issuer: claims.issuer, subjectHash, memberId, createdAt: at })
      .execute()
  }

  function record(memberId: string, action: string): Promise<void> {
    return appendAudit(trx, tenantId, {
      at,
      actor: { kind: 'MEMBER', id: memberId },
      action,
      subjectKind: 'member',
      subjectId: memberId,
      detail: { sso: true },
    })
  }
}

const refused = (why: SsoRefusal): SsoEntry => ({ admitted: false, why })

/** Of this company only, and a person of its own staff: a provider speaks for nobody else. */
const memberOfAddress = (trx: Trx, email: string) =>
  trx
    .selectFrom('members as member')
    .innerJoin('auth.user as login', 'login.id', 'member.userId')
    .select(['member.id', 'member.userId', 'member.disabledAt', 'member.invited'])
    .where('login.email', '=', email)
    .where('member.partnerId', 'is', null)
    .executeTakeFirst()

async function hasOther(trx: Trx, memberId: string, issuer: string): Promise<boolean> {
  const row = await trx
    .selectFrom('ssoIdentities')
    .select('memberId')
    .where('memberId', '=', memberId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()
  return row !== undefined
}

import { withTenant, type Database } from '../../db/client.ts'
import type { Actor } from '../../db/inbox-schemas.ts'
import { addMember } from '../../db/settings/members.ts'
import type { Role } from '../../domain/roles.ts'
import type { StaffLogins } from './staff-logins.ts'

export interface NewMember {
  readonly tenantId: string
  readonly email: string
  /** 12 to 128 characters. */
  readonly password: string
  readonly displayName: string
  readonly roles: readonly Role[]
  /** The organisation whose guest they are. */
  readonly partnerId?: string
  readonly actor: Actor
  readonly at: Date
}

/** A login and its membership in one tenant. @returns id of the member */
export async function createMember(
  { db, logins }: { readonly db: Database; readonly logins: Pick<StaffLogins, 'createLogin'> },
  { tenantId, email, password, displayName, roles, partnerId, actor, at }: NewMember,
): Promise<string> {
  const userId = await logins.createLogin({ email, password, name: displayName })
  return withTenant(db, tenantId, (trx) =>
    addMember(trx, tenantId, {
      userId,
      displayName,
      roles,
      ...(partnerId === undefined ? {} : { partnerId }),
      actor,
      at,
    }),
  )
}

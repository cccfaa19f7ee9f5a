import { newId } from '../../domain/ids.ts'
import type { Role } from '../../domain/roles.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

/** Makes a login a member of the tenant's staff. @returns id of the member */
export async function addMember(
  trx: Trx,
  tenantId: string,
  member: {
    /** Id in auth."user"; null: a service reviewer, whom nobody signs in as. */
    readonly userId: string | null
    /** The member who answers for a service reviewer. */
    readonly personMemberId?: string
    /** The organisation whose guest they are. */
    readonly partnerId?: string
    readonly displayName: string
    readonly roles: readonly Role[]
    readonly actor: Actor
    readonly at: Date
  },
): Promise<string> {
  const id = newId(member.at.getTime())
  await trx
    .insertInto('members')
    .values({
      tenantId,
      id,
      userId: member.userId ?? `service:${id}`,
      isService: member.userId === null,
      personMemberId: member.personMemberId ?? null,
      partnerId: member.partnerId ?? null,
      displayName: member.displayName,
      roles: [...member.roles],
      createdAt: member.at,
      disabledAt: null,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at: member.at,
    actor: member.actor,
    action: 'member.added',
    subjectKind: 'member',
    subjectId: id,
    detail: {
      roles: member.roles,
      ...(member.personMemberId ? { personMemberId: member.personMemberId } : {}),
      ...(member.partnerId ? { partnerId: member.partnerId } : {}),
    },
  })
  return id
}

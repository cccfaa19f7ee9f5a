import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface MemberChange {
  readonly tenantId: string
  readonly actor: Actor
  readonly at: Date
}

/** The member as they are, held until the change is made. @throws DomainError `NOT_FOUND` */
export async function lockMember(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('members')
    .select([
      'id',
      'userId',
      'displayName',
      'roles',
      'disabledAt',
      'invited',
      'isService',
      'partnerId',
      'breakGlass',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'memberId: no such member')
  return row
}

/** Changes of who can come in follow one another: else two owners could remove each other at once. */
export async function lockStaff(trx: Trx): Promise<void> {
  await trx.selectFrom('tenants').select('id').forNoKeyUpdate().execute()
}

/** Somebody who can come in must always be an owner; to be asked behind `lockStaff`. @throws DomainError `MEMBER_LAST_OWNER` */
export async function keepAnotherOwner(trx: Trx, id: string): Promise<void> {
  const other = await trx
    .selectFrom('members')
    .select('id')
    .where(sql<boolean>`'OWNER' = any(roles)`)
    .where('disabledAt', 'is', null)
    .where('invited', '=', false)
    .where('isService', '=', false)
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst()
  if (!other)
    throw new DomainError('MEMBER_LAST_OWNER', 'memberId: expected another owner to be left')
}

/** Where the company's own provider is the rule, a password of an owner's must open all the same. @param id who is left out of account @throws DomainError `MEMBER_LAST_OWNER` */
export async function keepAWayIn(trx: Trx, id: string | null): Promise<void> {
  const rule = await trx
    .selectFrom('ssoConnections')
    .select(['enabled', 'required'])
    .executeTakeFirst()
  if (!rule?.enabled || !rule.required) return
  const other = await trx
    .selectFrom('members')
    .select('id')
    .where('breakGlass', '=', true)
    .where('disabledAt', 'is', null)
    .$if(id !== null, (query) => query.where('id', '<>', id ?? ''))
    .limit(1)
    .executeTakeFirst()
  if (!other)
    throw new DomainError(
      'MEMBER_LAST_OWNER',
      'required: expected an owner with an emergency login',
    )
}

export const auditMember = (
  trx: Trx,
  { tenantId, actor, at }: MemberChange,
  action: string,
  subjectId: string,
  detail: object,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'member',
    subjectId,
    detail: { ...detail },
  })

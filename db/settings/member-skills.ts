import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import type { Skills } from '../reads/cases.ts'

/** Says what "next" gives to a member. @throws DomainError `NOT_FOUND`, `INPUT_INVALID` for one who doesn't review */
export async function setSkills(
  trx: Trx,
  { tenantId, memberId, actor, at }: { tenantId: string; memberId: string; actor: Actor; at: Date },
  skills: Skills,
): Promise<void> {
  const member = await trx
    .selectFrom('members')
    .select('roles')
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw new DomainError('NOT_FOUND', 'no such member')
  if (!member.roles.some((role) => reviewing.includes(role)))
    throw new DomainError('INPUT_INVALID', 'memberId: expected somebody who reviews')
  const copy = (list: readonly string[] | null) => (list === null ? null : [...list])
  const values = {
    queues: copy(skills.queues),
    documentTypes: copy(skills.documentTypes),
    locales: copy(skills.locales),
    mostCases: skills.mostCases,
    updatedAt: at,
  }
  await trx
    .insertInto('memberSkills')
    .values({ tenantId, memberId, ...values })
    .onConflict((conflict) => conflict.columns(['tenantId', 'memberId']).doUpdateSet(values))
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'reviewer.skills_set',
    subjectKind: 'member',
    subjectId: memberId,
    detail: { ...skills },
  })
}

const reviewing: readonly string[] = ['REVIEWER', 'SUPERVISOR', 'OWNER']

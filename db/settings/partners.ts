import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { PartnerContract } from '../../domain/partner-contract.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface PartnerChange {
  readonly tenantId: string
  readonly actor: Actor
  readonly at: Date
}

/** A partner organisation under contract. @returns its id */
export async function createPartner(
  trx: Trx,
  change: PartnerChange,
  contract: PartnerContract,
): Promise<string> {
  const id = newId(change.at.getTime())
  await trx
    .insertInto('partners')
    .values({
      tenantId: change.tenantId,
      id,
      ...termsOf(contract),
      createdAt: change.at,
      endedAt: null,
    })
    .execute()
  await audit(trx, change, 'partner.created', id, contract)
  return id
}

/** Other terms; cases that lie there already keep those on which they were handed over. @throws DomainError `NOT_FOUND`, `PARTNER_ENDED` */
export async function changeContract(
  trx: Trx,
  change: PartnerChange,
  id: string,
  contract: PartnerContract,
): Promise<void> {
  await lockPartner(trx, id)
  await trx.updateTable('partners').set(termsOf(contract)).where('id', '=', id).execute()
  await audit(trx, change, 'partner.contract_changed', id, contract)
}

/** From now on nobody of them comes in. @throws DomainError `CASE_WITH_PARTNER` while they have cases, `NOT_FOUND`, `PARTNER_ENDED` */
export async function endPartner(trx: Trx, change: PartnerChange, id: string): Promise<void> {
  await lockPartner(trx, id)
  const held = await trx
    .selectFrom('caseHandovers')
    .select('id')
    .where('partnerId', '=', id)
    .where('endedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (held) throw new DomainError('CASE_WITH_PARTNER', 'recall the partner’s cases first')
  await trx.updateTable('partners').set({ endedAt: change.at }).where('id', '=', id).execute()
  await audit(trx, change, 'partner.ended', id, {})
}

const termsOf = ({ leaseMinutes, dueMinutes, ...contract }: PartnerContract) => ({
  ...contract,
  leaseMs: leaseMinutes * 60_000,
  dueMs: dueMinutes * 60_000,
})

async function lockPartner(trx: Trx, id: string): Promise<void> {
  const row = await trx
    .selectFrom('partners')
    .select('endedAt')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such partner')
  if (row.endedAt) throw new DomainError('PARTNER_ENDED', 'the contract has ended')
}

const audit = (
  trx: Trx,
  { tenantId, actor, at }: PartnerChange,
  action: string,
  subjectId: string,
  detail: object,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'partner',
    subjectId,
    detail: { ...detail },
  })

import { sql } from 'kysely'
import { newId } from '../../domain/ids.ts'
import type { Trx } from '../client.ts'
import type { CaseHandovers } from '../schema.ts'

export interface HandoverPlace {
  readonly tenantId: string
  readonly caseId: string
  readonly at: Date
}

/** Puts a case into a partner's hands, on the terms of today's contract. @returns false where the contract has ended */
export async function beginHandover(
  trx: Trx,
  { tenantId, caseId, at }: HandoverPlace,
  partnerId: string,
  handedBy: string | null,
): Promise<boolean> {
  const partner = await trx
    .selectFrom('partners')
    .selectAll()
    .where('id', '=', partnerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (!partner) return false
  await trx
    .insertInto('caseHandovers')
    .values({
      tenantId,
      id: newId(at.getTime()),
      caseId,
      partnerId,
      handedAt: at,
      handedBy,
      dueAt: new Date(at.getTime() + partner.dueMs),
      fields: partner.fields,
      yenPerAccepted: partner.yenPerAccepted,
      yenPerResolved: partner.yenPerResolved,
      yenPerMinute: partner.yenPerMinute,
    })
    .execute()
  await trx.updateTable('cases').set({ partnerId }).where('id', '=', caseId).execute()
  return true
}

/** The partner's member works on it from now on. Without a handover nothing changes. */
export async function acceptHandover(
  trx: Trx,
  { caseId, at }: HandoverPlace,
  memberId: string,
): Promise<void> {
  await trx
    .updateTable('caseHandovers')
    .set({
      workingSince: at,
      acceptedAt: sql<Date>`coalesce(accepted_at, ${at})`,
      acceptedBy: memberId,
    })
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .execute()
}

/** The work stops for now. */
export async function pauseHandover(trx: Trx, { caseId, at }: HandoverPlace): Promise<void> {
  await trx
    .updateTable('caseHandovers')
    .set({ workedMs: worked(at), workingSince: null })
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .execute()
}

/** The case is the company's own again, or over. */
export async function endHandover(
  trx: Trx,
  { caseId, at }: HandoverPlace,
  ending: NonNullable<CaseHandovers['ending']>,
): Promise<void> {
  await trx
    .updateTable('caseHandovers')
    .set({ workedMs: worked(at), workingSince: null, endedAt: at, ending })
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .execute()
  await trx.updateTable('cases').set({ partnerId: null }).where('id', '=', caseId).execute()
}

const worked = (at: Date) =>
  sql<number>`worked_ms + coalesce(extract(epoch from ${at}::timestamptz - working_since) * 1000, 0)::bigint`

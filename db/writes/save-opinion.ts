import type { CaseStage, Resolution } from '../../domain/case-state.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Slot } from '../../domain/method.ts'
import type { Trx } from '../client.ts'

export interface NewOpinion {
  readonly id: string
  readonly caseId: string
  readonly stage: CaseStage
  readonly memberId: string
  readonly personId: string
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly internalNoteSealed: Buffer | null
  readonly applicantMessageSealed: Buffer | null
  readonly checklistSealed: Buffer | null
}

/** What one person made of a case, for the others to be compared with; written once. */
export async function saveOpinion(
  trx: Trx,
  tenantId: string,
  opinion: NewOpinion,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('caseOpinions')
    .values({
      tenantId,
      ...opinion,
      reasonCodes: [...opinion.reasonCodes],
      slots: [...opinion.slots],
      createdAt: at,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'caseId', 'stage']).doNothing())
    .execute()
}

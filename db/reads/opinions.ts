import type { Selectable } from 'kysely'
import { caseStages, resolutions } from '../../domain/case-state.ts'
import { slots } from '../../domain/method.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { Trx } from '../client.ts'
import type { CaseOpinions } from '../schema.ts'
import { member, members } from './closed-lists.ts'
import { groupBy } from './group-by.ts'

export type CaseOpinion = ReturnType<typeof rowToOpinion>

/** What several people made of cases, first to last. */
export async function opinionsByCase(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseOpinion[]>> {
  const rows = await trx
    .selectFrom('caseOpinions')
    .innerJoin('cases', 'cases.id', 'caseOpinions.caseId')
    .selectAll('caseOpinions')
    .select('cases.sessionId')
    .where('caseId', 'in', caseIds)
    .orderBy('createdAt')
    .execute()
  return groupBy(rows.map(rowToOpinion), (row) => row.caseId)
}

const rowToOpinion = (row: Selectable<CaseOpinions> & { sessionId: string }) =>
  ({
    ...row,
    stage: member(caseStages, row.stage),
    resolution: member(resolutions, row.resolution),
    reasonCodes: row.reasonCodes.filter(isReasonCode),
    slots: members(slots, row.slots),
  }) as const

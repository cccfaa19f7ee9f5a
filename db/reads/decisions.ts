import type { Selectable } from 'kysely'
import { slots } from '../../domain/method.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { Trx } from '../client.ts'
import type { Decisions } from '../schema.ts'
import { members } from './closed-lists.ts'
import { groupBy } from './group-by.ts'

export type Decision = ReturnType<typeof rowToDecision>

/** Decisions of sessions, first to last. */
export async function decisionsBySession(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Decision[]>> {
  const rows = await trx
    .selectFrom('decisions')
    .selectAll()
    .where('sessionId', 'in', sessionIds)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return groupBy(rows.map(rowToDecision), (row) => row.sessionId)
}

export async function decisionsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Decision>> {
  const rows = await trx.selectFrom('decisions').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, rowToDecision(row)]))
}

const rowToDecision = (row: Selectable<Decisions>) =>
  ({
    ...row,
    reasonCodes: row.reasonCodes.filter(isReasonCode),
    slots: members(slots, row.slots),
  }) as const

import { sql, type SelectQueryBuilder, type Selectable } from 'kysely'
import { caseStatuses, resolutions } from '../../domain/case-state.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { Trx } from '../client.ts'
import type { CaseEvents, Cases, DB } from '../schema.ts'
import { member } from './closed-lists.ts'
import { groupBy } from './group-by.ts'
import { countLimit } from './page.ts'

export type Case = ReturnType<typeof rowToCase>
export type CaseEvent = Selectable<CaseEvents>

export interface CaseFilter {
  readonly statuses?: readonly string[] | undefined
  readonly queue?: string | undefined
  readonly assigneeId?: string | undefined
  readonly overdueAt?: Date | undefined
  readonly sandbox: boolean | null
}

/** Where a case stands in the order of urgency: highest priority, then earliest due time, then oldest. */
export interface CasePlace {
  readonly priority: number
  readonly dueAt: Date
  readonly id: string
}

export interface CasePage {
  readonly limit: number
  readonly after: CasePlace | null
  readonly before: CasePlace | null
  readonly inverted: boolean
}

/** Most urgent first. */
export async function listCases(
  trx: Trx,
  filter: CaseFilter,
  { limit, after, before, inverted }: CasePage,
): Promise<readonly Case[]> {
  let query = filtered(trx, filter)
  if (after) query = query.where(beyond(after))
  if (before) query = query.where(ahead(before))
  const [up, down] = inverted ? (['desc', 'asc'] as const) : (['asc', 'desc'] as const)
  const rows = await query
    .selectAll('cases')
    .orderBy('cases.priority', down)
    .orderBy('cases.dueAt', up)
    .orderBy('cases.id', up)
    .limit(limit)
    .execute()
  return rows.map(rowToCase)
}

const beyond = ({ priority, dueAt, id }: CasePlace) =>
  sql<boolean>`(-cases.priority, cases.due_at, cases.id) > (${-priority}::int, ${dueAt}::timestamptz, ${id}::uuid)`
const ahead = ({ priority, dueAt, id }: CasePlace) =>
  sql<boolean>`(-cases.priority, cases.due_at, cases.id) < (${-priority}::int, ${dueAt}::timestamptz, ${id}::uuid)`

export async function countCases(trx: Trx, filter: CaseFilter): Promise<number | null> {
  const { count } = await trx
    .selectFrom(
      filtered(trx, filter)
        .select('cases.id')
        .limit(countLimit + 1)
        .as('matching'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count > countLimit ? null : count
}

export async function casesById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, Case>> {
  const rows = await filtered(trx, { sandbox })
    .where('cases.id', 'in', ids)
    .selectAll('cases')
    .execute()
  return new Map(rows.map((row) => [row.id, rowToCase(row)]))
}

/** The latest case of each session. */
export async function casesBySession(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Case>> {
  const rows = await trx
    .selectFrom('cases')
    .selectAll()
    .where('sessionId', 'in', sessionIds)
    .orderBy('openedAt')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.sessionId, rowToCase(row)]))
}

/** Cases that a reviewer could take now: open ones and those whose lease ran out; most urgent first. */
export async function claimableCases(
  trx: Trx,
  { queue, at, limit }: { queue: string | null; at: Date; limit: number },
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('cases')
    .select('id')
    .where((test) =>
      test.or([
        test('status', '=', 'OPEN'),
        test.and([test('status', '=', 'ASSIGNED'), test('leaseExpiresAt', '<', at)]),
      ]),
    )
    .$if(queue !== null, (query) => query.where('queue', '=', queue ?? ''))
    .orderBy('priority', 'desc')
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export interface QueueCount {
  readonly queue: string
  readonly open: number
  readonly assigned: number
  readonly overdue: number
}

export const countQueues = (
  trx: Trx,
  at: Date,
  sandbox: boolean | null,
): Promise<readonly QueueCount[]> =>
  filtered(trx, { statuses: ['OPEN', 'ASSIGNED'], sandbox })
    .select([
      'queue',
      sql<number>`count(*) filter (where status = 'OPEN')::int`.as('open'),
      sql<number>`count(*) filter (where status = 'ASSIGNED')::int`.as('assigned'),
      sql<number>`count(*) filter (where due_at < ${at})::int`.as('overdue'),
    ])
    .groupBy('queue')
    .orderBy('queue')
    .execute()

export async function eventsByCase(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const rows = await trx
    .selectFrom('caseEvents')
    .selectAll()
    .where('caseId', 'in', caseIds)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return groupBy(rows, (row) => row.caseId)
}

function filtered(trx: Trx, filter: CaseFilter): SelectQueryBuilder<DB, 'cases', object> {
  const { statuses, queue, assigneeId, overdueAt, sandbox } = filter
  let query: SelectQueryBuilder<DB, 'cases', object> = trx.selectFrom('cases')
  if (statuses?.length) query = query.where('cases.status', 'in', statuses)
  if (queue !== undefined) query = query.where('cases.queue', '=', queue)
  if (assigneeId !== undefined) query = query.where('cases.assigneeId', '=', assigneeId)
  if (overdueAt) {
    query = query
      .where('cases.dueAt', '<', overdueAt)
      .where('cases.status', 'in', ['OPEN', 'ASSIGNED'])
  }
  if (sandbox !== null) {
    query = query.where((test) =>
      test.exists((inner) =>
        inner
          .selectFrom('sessions')
          .select('sessions.id')
          .whereRef('sessions.id', '=', 'cases.sessionId')
          .where('sessions.sandbox', '=', sandbox),
      ),
    )
  }
  return query
}

const rowToCase = (row: Selectable<Cases>) =>
  ({
    ...row,
    status: member(caseStatuses, row.status),
    resolution: row.resolution === null ? null : member(resolutions, row.resolution),
    reasonCodes: row.reasonCodes.filter(isReasonCode),
  }) as const

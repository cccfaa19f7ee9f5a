import { sql, type RawBuilder, type SelectQueryBuilder, type Selectable } from 'kysely'
import { caseStages, caseStatuses, resolutions } from '../../domain/case-state.ts'
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
  readonly escalated?: boolean | undefined
  /** Search tokens that the case's session must all have. */
  readonly searchTokens?: readonly string[] | undefined
  /** Blind index of the applicant's external id. */
  readonly externalIdIndex?: Buffer | undefined
  readonly documentTypes?: readonly string[] | undefined
  readonly locales?: readonly string[] | undefined
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

export type CaseSort = 'URGENCY' | 'DUE' | 'NEWEST'

/** In the order that was asked for; each ends with the id, so that a place is one place. */
export async function listCases(
  trx: Trx,
  filter: CaseFilter,
  { limit, after, before, inverted }: CasePage,
  sort: CaseSort = 'URGENCY',
): Promise<readonly Case[]> {
  const { columns, beyond } = sorts[sort]
  let query = filtered(trx, filter).selectAll('cases').limit(limit)
  if (after) query = query.where(beyond(after, false))
  if (before) query = query.where(beyond(before, true))
  for (const [column, descending] of columns)
    query = query.orderBy(column, descending === inverted ? 'asc' : 'desc')
  return (await query.execute()).map(rowToCase)
}

interface Sort {
  /** Each with "from high to low". */
  readonly columns: readonly (readonly ['cases.priority' | 'cases.dueAt' | 'cases.id', boolean])[]
  /** What comes after a place, or before it. */
  readonly beyond: (place: CasePlace, before: boolean) => RawBuilder<boolean>
}

const sorts: Record<CaseSort, Sort> = {
  URGENCY: {
    columns: [
      ['cases.priority', true],
      ['cases.dueAt', false],
      ['cases.id', false],
    ],
    // row-level security lets only leakproof operators look into an index, and a minus is none: the first line finds the place
    beyond: ({ priority, dueAt, id }, before) =>
      before
        ? sql<boolean>`cases.priority >= ${priority}::int and (cases.priority > ${priority}::int
            or (cases.due_at, cases.id) < (${dueAt}::timestamptz, ${id}::uuid))`
        : sql<boolean>`cases.priority <= ${priority}::int and (cases.priority < ${priority}::int
            or (cases.due_at, cases.id) > (${dueAt}::timestamptz, ${id}::uuid))`,
  },
  DUE: {
    columns: [
      ['cases.dueAt', false],
      ['cases.id', false],
    ],
    beyond: ({ dueAt, id }, before) =>
      before
        ? sql<boolean>`(cases.due_at, cases.id) < (${dueAt}::timestamptz, ${id}::uuid)`
        : sql<boolean>`(cases.due_at, cases.id) > (${dueAt}::timestamptz, ${id}::uuid)`,
  },
  NEWEST: {
    columns: [['cases.id', true]],
    beyond: ({ id }, before) =>
      before ? sql<boolean>`cases.id > ${id}::uuid` : sql<boolean>`cases.id < ${id}::uuid`,
  },
}

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

/** What a member is given; null: no limit. */
export interface Skills {
  readonly queues: readonly string[] | null
  readonly documentTypes: readonly string[] | null
  readonly locales: readonly string[] | null
  /** Cases at one time. */
  readonly mostCases: number | null
}

/** Cases that a reviewer could take now: open ones and those whose lease ran out; most urgent first. */
export async function claimableCases(
  trx: Trx,
  {
    queue,
    skills,
    personId,
    mayArbitrate,
    at,
    limit,
  }: {
    queue: string | null
    skills: Skills
    /** Whoever looked at a case, or opened its session, is not offered it. */
    personId: string
    mayArbitrate: boolean
    at: Date
    limit: number
  },
): Promise<readonly string[]> {
  const { queues, documentTypes, locales } = skills
  const rows = await trx
    .selectFrom('cases')
    .select('cases.id')
    .where(isWaiting)
    .where((test) =>
      test.or([
        test('cases.status', '=', 'OPEN'),
        test.and([test('cases.status', '=', 'ASSIGNED'), test('leaseExpiresAt', '<', at)]),
      ]),
    )
    .where('cases.partnerId', 'is', null)
    .where(isFreshTo(personId))
    .$if(!mayArbitrate, (query) => query.where('stage', '<>', 'SUPERVISOR'))
    .$if(queue !== null, (query) => query.where('queue', '=', queue ?? ''))
    .$if(queues !== null, (query) => query.where('queue', 'in', [...(queues ?? []), nothing]))
    .$if(documentTypes !== null, (query) =>
      query.where(sessionHas('document_type', documentTypes ?? [])),
    )
    .$if(locales !== null, (query) => query.where(sessionHas('locale', locales ?? [])))
    .orderBy('priority', 'desc')
    .orderBy('dueAt')
    .orderBy('cases.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

const isFreshTo = (personId: string) =>
  sql<boolean>`cases.submitter_id is distinct from ${personId}::uuid and (cases.stage = 'FIRST'
    or not exists (select from case_opinions seen where seen.tenant_id = cases.tenant_id
      and seen.case_id = cases.id and seen.person_id = ${personId}::uuid))`

/** Stands in lists that would else be empty, which SQL doesn't know. */
const nothing = ''

const sessionHas = (column: 'document_type' | 'locale', values: readonly string[]) =>
  sql<boolean>`exists (select from sessions mine where mine.tenant_id = cases.tenant_id
    and mine.id = cases.session_id and mine.${sql.ref(column)} = any(${[...values]}::text[]))`

/** As the index of waiting cases says it. */
const isWaiting = sql<boolean>`cases.status <> 'RESOLVED' and cases.status <> 'WITHDRAWN'`

/** How many cases a member has under a lease now. */
export async function countHeldCases(trx: Trx, memberId: string, at: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('cases')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('assigneeId', '=', memberId)
    .where('status', '=', 'ASSIGNED')
    .where('leaseExpiresAt', '>=', at)
    .executeTakeFirstOrThrow()
  return count
}

export interface QueueCount {
  readonly queue: string
  readonly open: number
  readonly assigned: number
  readonly overdue: number
  readonly escalated: number
}

export const countQueues = (
  trx: Trx,
  at: Date,
  sandbox: boolean | null,
): Promise<readonly QueueCount[]> =>
  filtered(trx, { sandbox })
    .where(isWaiting)
    // what lies with a partner is nobody's here to take
    .where('cases.partnerId', 'is', null)
    .select([
      'queue',
      sql<number>`count(*) filter (where status = 'OPEN')::int`.as('open'),
      sql<number>`count(*) filter (where status = 'ASSIGNED')::int`.as('assigned'),
      sql<number>`count(*) filter (where due_at < ${at})::int`.as('overdue'),
      sql<number>`count(*) filter (where escalated_at is not null)::int`.as('escalated'),
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
  const { statuses, queue, assigneeId, overdueAt, externalIdIndex, sandbox } = filter
  const { documentTypes, locales } = filter
  let query: SelectQueryBuilder<DB, 'cases', object> = trx.selectFrom('cases')
  if (statuses?.length) {
    query = query.where('cases.status', 'in', statuses)
    const waiting = statuses.every((status) => status !== 'RESOLVED' && status !== 'WITHDRAWN')
    if (waiting) query = query.where(isWaiting)
  }
  if (queue !== undefined) query = query.where('cases.queue', '=', queue)
  if (assigneeId !== undefined) query = query.where('cases.assigneeId', '=', assigneeId)
  if (filter.escalated === true) query = query.where('cases.escalatedAt', 'is not', null)
  if (overdueAt) query = query.where('cases.dueAt', '<', overdueAt).where(isWaiting)
  if (documentTypes?.length) query = query.where(sessionHas('document_type', documentTypes))
  if (locales?.length) query = query.where(sessionHas('locale', locales))
  for (const token of filter.searchTokens ?? []) query = query.where(hasToken(token))
  if (externalIdIndex) {
    query = query.where('cases.sessionId', 'in', (inner) =>
      inner
        .selectFrom('sessions')
        .innerJoin('applicants', 'applicants.id', 'sessions.applicantId')
        .select('sessions.id')
        .where('applicants.externalIdIndex', '=', externalIdIndex),
    )
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

const hasToken = (token: string) => sql<boolean>`exists (select from search_tokens found
  where found.tenant_id = cases.tenant_id and found.token = ${token}::bigint and found.session_id = cases.session_id)`

const rowToCase = (row: Selectable<Cases>) =>
  ({
    ...row,
    status: member(caseStatuses, row.status),
    stage: member(caseStages, row.stage),
    resolution: row.resolution === null ? null : member(resolutions, row.resolution),
    reasonCodes: row.reasonCodes.filter(isReasonCode),
  }) as const

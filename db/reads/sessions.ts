import { sql, type SelectQueryBuilder } from 'kysely'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { firstIdAt } from '../../domain/ids.ts'
import { locales, methods, slots } from '../../domain/method.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import { regimes } from '../../domain/regulation.ts'
import { sessionStatuses } from '../../domain/session-state.ts'
import type { Trx } from '../client.ts'
import type { DB, Sessions } from '../schema.ts'
import type { Selectable } from 'kysely'
import { member, members } from './closed-lists.ts'
import { countLimit, type Page } from './page.ts'

export type Session = ReturnType<typeof rowToSession>

export interface SessionFilter {
  readonly statuses?: readonly string[] | undefined
  readonly methods?: readonly string[] | undefined
  /** Blind index of the tenant's own id of the applicant. */
  readonly externalIdIndex?: Buffer | undefined
  /** Search tokens that the session must all have (db/search-tokens.ts), the rarest first. */
  readonly searchTokens?: readonly string[] | undefined
  readonly documentTypes?: readonly string[] | undefined
  readonly locales?: readonly string[] | undefined
  readonly createdFrom?: Date | undefined
  readonly createdTo?: Date | undefined
  /** null: both. */
  readonly sandbox: boolean | null
}

/** Newest first; ids are UUIDv7, so their order is the order of creation. */
export async function listSessions(
  trx: Trx,
  filter: SessionFilter,
  { limit, after, before, inverted }: Page,
): Promise<readonly Session[]> {
  const rows = await filtered(trx, filter)
    .$if(after !== null, (query) => query.where('sessions.id', '<', after ?? ''))
    .$if(before !== null, (query) => query.where('sessions.id', '>', before ?? ''))
    .selectAll('sessions')
    .orderBy('sessions.id', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowToSession)
}

/** Number of sessions up to `countLimit`, beyond it null. */
export async function countSessions(trx: Trx, filter: SessionFilter): Promise<number | null> {
  const { count } = await trx
    .selectFrom(
      filtered(trx, filter)
        .select('sessions.id')
        .limit(countLimit + 1)
        .as('matching'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count > countLimit ? null : count
}

/** Sessions by id; an id of another tenant, or of the other side of the sandbox, is not among them. */
export async function sessionsById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, Session>> {
  const rows = await filtered(trx, { sandbox })
    .where('sessions.id', 'in', ids)
    .selectAll('sessions')
    .execute()
  return new Map(rows.map((row) => [row.id, rowToSession(row)]))
}

/** Other sessions of the same person on the same side of the sandbox, newest first. @param until none that came later */
export async function sessionsOfPerson(
  trx: Trx,
  { id, personIndex, sandbox }: Pick<Session, 'id' | 'personIndex' | 'sandbox'>,
  { limit, until }: { readonly limit: number; readonly until: Date | null },
): Promise<readonly Session[]> {
  if (personIndex === null) return []
  const rows = await filtered(trx, { sandbox })
    .where('sessions.personIndex', '=', personIndex)
    .where('sessions.id', '!=', id)
    .$if(until !== null, (query) => query.where('sessions.createdAt', '<=', until ?? new Date(0)))
    .selectAll('sessions')
    .orderBy('sessions.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowToSession)
}

/** Ids of an applicant's sessions, the newest 200. */
export async function sessionsOfApplicant(
  trx: Trx,
  applicantId: string,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('sessions')
    .select('id')
    .where('applicantId', '=', applicantId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

/** The sessions that a filter lets through; what is selected of them is the caller's. */
export function filtered(
  trx: Trx,
  filter: SessionFilter,
): SelectQueryBuilder<DB, 'sessions', object> {
  const { statuses, createdFrom, createdTo, externalIdIndex, sandbox } = filter
  const [firstToken, ...otherTokens] = filter.searchTokens ?? []
  let query: SelectQueryBuilder<DB, 'sessions', object> = trx
    .selectFrom('sessions')
    // joined, not asked for by EXISTS: so the newest are read off the tokens' own order
    .$if(firstToken !== undefined, (all) =>
      all.innerJoin('searchTokens as found', (join) =>
        join
          .onRef('found.tenantId', '=', 'sessions.tenantId')
          .onRef('found.sessionId', '=', 'sessions.id')
          .on('found.token', '=', firstToken ?? ''),
      ),
    )
  for (const token of otherTokens) query = query.where(hasToken(token))
  if (statuses?.length) query = query.where('sessions.status', 'in', statuses)
  if (filter.methods?.length) query = query.where('sessions.method', 'in', filter.methods)
  if (filter.documentTypes?.length)
    query = query.where('sessions.documentType', 'in', filter.documentTypes)
  if (filter.locales?.length) query = query.where('sessions.locale', 'in', filter.locales)
  if (createdFrom) {
    query = query
      .where('sessions.createdAt', '>=', createdFrom)
      .where('sessions.id', '>=', firstIdAt(createdFrom.getTime() - latenessMs))
  }
  if (createdTo) {
    query = query
      .where('sessions.createdAt', '<', createdTo)
      .where('sessions.id', '<', firstIdAt(createdTo.getTime() + latenessMs))
  }
  if (sandbox !== null) query = query.where('sessions.sandbox', '=', sandbox)
  if (externalIdIndex) {
    query = query.where('sessions.applicantId', 'in', (inner) =>
      inner
        .selectFrom('applicants')
        .select('applicants.id')
        .where('applicants.externalIdIndex', '=', externalIdIndex),
    )
  }
  return query
}

/** An id is made a moment before its row; within this time the id's own time bounds the listing, which has no other index. */
const latenessMs = 2 * 86_400_000

const hasToken = (token: string) => sql<boolean>`exists (select from search_tokens other
  where other.tenant_id = sessions.tenant_id and other.token = ${token}::bigint and other.session_id = sessions.id)`

function rowToSession(row: Selectable<Sessions>) {
  return {
    ...row,
    status: member(sessionStatuses, row.status),
    method: member(methods, row.method),
    regime: member(regimes, row.regime),
    locale: member(locales, row.locale),
    documentType: row.documentType === null ? null : member(documentTypes, row.documentType),
    acceptedDocuments: members(documentTypes, row.acceptedDocuments),
    askedSlots: members(slots, row.askedSlots),
    reasonCodes: row.reasonCodes.filter(isReasonCode),
  } as const
}

import { sql } from 'kysely'
import {
  personalKinds,
  type PersonalKind,
  type RevealPurpose,
  type ViewReason,
} from '../../domain/personal-data.ts'
import type { Trx } from '../client.ts'
import { exportsById, type Export } from './exports.ts'

/** Somebody who saw a person's data, from a moment on and within the hour after it. */
export interface SeenPerson {
  readonly sessionId: string
  readonly viewerKind: 'MEMBER' | 'API_KEY'
  readonly viewerId: string
  readonly why: ViewReason
  readonly kinds: readonly PersonalKind[]
  readonly firstAt: Date
  readonly reveal: {
    readonly id: string
    readonly purpose: RevealPurpose
    readonly reasonSealed: Buffer
  } | null
}

/** Newest first. */
export async function viewsOfSessions(
  trx: Trx,
  sessionIds: readonly string[],
  limit: number,
): Promise<readonly SeenPerson[]> {
  const rows = await trx
    .selectFrom('personViews as view')
    .leftJoin('personalReveals as reveal', (join) =>
      join.onRef('reveal.id', '=', 'view.grounds').on('view.why', '=', 'REVEAL'),
    )
    .select([
      'view.sessionId',
      'view.viewerKind',
      'view.viewerId',
      'view.why',
      'view.kinds',
      'view.firstAt',
      'reveal.id',
      'reveal.purpose',
      'reveal.reasonSealed',
    ])
    .where('view.sessionId', 'in', sessionIds)
    .orderBy('view.firstAt', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, purpose, reasonSealed, ...view }) => ({
    ...view,
    kinds: personalKinds.filter((kind) => view.kinds.includes(kind)),
    reveal: id && purpose && reasonSealed ? { id, purpose, reasonSealed } : null,
  }))
}

/** A file with a person's data that somebody fetched. */
export interface FetchedFile {
  readonly order: Export
  readonly sessionId: string
  readonly viewerKind: string
  readonly viewerId: string | null
  readonly firstAt: Date
}

/** Who fetched files that hold these sessions, newest first; a download in pieces or again counts once. */
export async function filesOfSessions(
  trx: Trx,
  sessionIds: readonly string[],
  limit: number,
): Promise<readonly FetchedFile[]> {
  const sessionsByExport = await exportsHolding(trx, sessionIds)
  const csvs = [...sessionsByExport.keys()]
  const rows = await trx
    .selectFrom('auditEvents')
    .select((select) => [
      'actorKind',
      'actorId',
      select.fn.min('at').as('firstAt'),
      sql<string>`canonical::jsonb -> 'detail' ->> 'exportId'`.as('exportId'),
    ])
    .where('action', '=', 'export.fetched')
    .where((either) =>
      either.or([
        // evidence is on record under its session, a CSV under itself
        either.and([
          either('subjectKind', '=', 'verification_session'),
          either('subjectId', 'in', sessionIds),
        ]),
        ...(csvs.length > 0
          ? [either.and([either('subjectKind', '=', 'export'), either('subjectId', 'in', csvs)])]
          : []),
      ]),
    )
    .groupBy(['actorKind', 'actorId', 'exportId'])
    .orderBy('firstAt', 'desc')
    .limit(limit)
    .execute()
  if (rows.length === 0) return []
  const orders = await exportsById(
    trx,
    rows.map(({ exportId }) => exportId),
    null,
  )
  return rows.flatMap(({ actorKind, actorId, firstAt, exportId }) => {
    const order = orders.get(exportId)
    if (!order) return []
    const held = order.sessionId === null ? sessionsByExport.get(exportId) : [order.sessionId]
    return (held ?? []).map((sessionId) => ({
      order,
      sessionId,
      viewerKind: actorKind,
      viewerId: actorId,
      firstAt,
    }))
  })
}

/** The CSVs in which sessions are, and which of them, by the ids that were written down with each part. */
async function exportsHolding(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const sessionId of sessionIds) {
    const rows = await trx
      .selectFrom('exportContents')
      .select(['exportId', 'sessionIds'])
      .where('oldestId', '<=', sessionId)
      .where('newestId', '>=', sessionId)
      .where(sql<boolean>`position(uuid_send(${sessionId}::uuid) in session_ids) > 0`)
      .execute()
    const wanted = packIds([sessionId])
    for (const row of rows)
      if (holds(row.sessionIds, wanted))
        found.set(row.exportId, [...(found.get(row.exportId) ?? []), sessionId])
  }
  return found
}

/** At the place of an id, and not across two. */
function holds(ids: Buffer, wanted: Buffer): boolean {
  for (let at = ids.indexOf(wanted); at >= 0; at = ids.indexOf(wanted, at + 1))
    if (at % wanted.length === 0) return true
  return false
}

/** Ids side by side, 16 bytes each. */
export const packIds = (ids: readonly string[]): Buffer =>
  Buffer.from(ids.join('').replaceAll('-', ''), 'hex')

import { sql } from 'kysely'
import { z } from 'zod'
import type { Trx } from '../client.ts'
import type { Page } from './page.ts'

export interface AuditEvent {
  /** Place in the tenant's chain, as text. */
  readonly seq: string
  readonly at: Date
  readonly actorKind: 'SYSTEM' | 'MEMBER' | 'API_KEY' | 'APPLICANT'
  readonly actorId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Codes, ids and numbers, as they were hashed. */
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditFilter {
  readonly subjectId?: string | undefined
  readonly action?: string | undefined
  readonly seq?: string | undefined
  /** Only those that changed a session's status. */
  readonly withStatus?: boolean | undefined
  readonly until?: Date | undefined
  /** Actions that are left out. */
  readonly without?: readonly string[] | undefined
}

/** Newest first. */
export async function listAuditEvents(
  trx: Trx,
  { subjectId, action, seq, withStatus, until, without = [] }: AuditFilter,
  { limit, after, before, inverted }: Page,
): Promise<readonly AuditEvent[]> {
  let query = trx
    .selectFrom('auditEvents')
    .select([
      'seq',
      'at',
      'actorKind',
      'actorId',
      'action',
      'subjectKind',
      'subjectId',
      'canonical',
    ])
  if (subjectId !== undefined) query = query.where('subjectId', '=', subjectId)
  if (action !== undefined) query = query.where('action', '=', action)
  if (seq !== undefined) query = query.where(sql<boolean>`seq = ${seq}::bigint`)
  if (until !== undefined) query = query.where('at', '<=', until)
  if (without.length > 0) query = query.where('action', 'not in', without)
  if (withStatus) query = query.where(sql<boolean>`canonical::jsonb -> 'detail' ? 'to'`)
  if (after !== null) query = query.where(sql<boolean>`seq < ${after}::bigint`)
  if (before !== null) query = query.where(sql<boolean>`seq > ${before}::bigint`)
  const rows = await query
    .orderBy('seq', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ canonical, ...row }) => ({
    ...row,
    detail: canonicalSchema.parse(JSON.parse(canonical)).detail,
  }))
}

/** Changes of a session's status, newest first; a session has a few dozen at most. */
export const changesOfSession = (trx: Trx, sessionId: string): Promise<readonly AuditEvent[]> =>
  listAuditEvents(
    trx,
    { subjectId: sessionId, withStatus: true },
    { limit: 500, after: null, before: null, inverted: false },
  )

const canonicalSchema = z.object({ detail: z.record(z.string(), z.unknown()) })

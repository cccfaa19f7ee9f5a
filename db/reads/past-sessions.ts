import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../client.ts'
import type { Decisions } from '../schema.ts'
import type { BackTestPlan } from './back-tests.ts'

type Scope = Pick<BackTestPlan, 'from' | 'to' | 'methods' | 'documentTypes' | 'sandbox'>

/** A session with one of its attempts, or with none that a machine decided. */
export interface PastRow {
  readonly sessionId: string
  /** Redacted: nothing of it is read. */
  readonly gone: boolean
  readonly documentType: string | null
  readonly decided: {
    readonly attemptId: string
    readonly number: number
    readonly outcome: Decisions['outcome']
    readonly ruleId: string | null
    readonly profileVersionId: string
    /** What a person decided in the end. */
    readonly human: Decisions['outcome'] | null
    /** The attempt's check records as a JSON array, still to be parsed. */
    readonly records: string
  } | null
}

export async function countPastSessions(trx: Trx, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sessions where ${within(scope)}`.execute(trx)
  return rows[0]?.count ?? 0
}

/**
 * The facts of the next sessions after a place, oldest first, an attempt a row. What was erased of images is no loss here.
 * @param limit sessions, not rows
 */
export async function readPastSessions(
  trx: Trx,
  scope: Scope,
  { after, limit }: { after: string | null; limit: number },
): Promise<readonly PastRow[]> {
  const place = after ?? '00000000-0000-0000-0000-000000000000'
  return readPast(trx, sql`${within(scope)} and id > ${place} order by id limit ${limit}`)
}

/** The same of one session. */
export const readPastSession = (trx: Trx, sessionId: string): Promise<readonly PastRow[]> =>
  readPast(trx, sql`id = ${sessionId}`)

async function readPast(trx: Trx, which: RawBuilder<unknown>): Promise<readonly PastRow[]> {
  const { rows } = await sql<FlatRow>`
    with page as (
      select tenant_id, id, document_type, redacted_at is not null as gone from sessions where ${which}
    )
    select page.id as session_id, page.gone, page.document_type, attempt.id as attempt_id, attempt.number,
      machine.outcome, machine.rule_id, machine.check_profile_version_id, human.outcome as human, facts.records
    from page
    left join attempts attempt
      on attempt.tenant_id = page.tenant_id and attempt.session_id = page.id and not page.gone
    left join lateral (
      select outcome, rule_id, check_profile_version_id from decisions
      where tenant_id = page.tenant_id and session_id = page.id and attempt_id = attempt.id
        and decided_by = 'SYSTEM' order by created_at limit 1
    ) machine on true
    left join lateral (
      select outcome from decisions
      where tenant_id = page.tenant_id and session_id = page.id and attempt_id = attempt.id
        and decided_by = 'REVIEWER' order by created_at desc limit 1
    ) human on machine.outcome is not null
    left join lateral (
      select json_agg(record)::text as records from check_results
      where tenant_id = page.tenant_id and attempt_id = attempt.id
    ) facts on machine.outcome is not null
    order by page.id, attempt.number`.execute(trx)
  return rows.map((row) => ({
    sessionId: row.sessionId,
    gone: row.gone,
    documentType: row.documentType,
    decided: decidedOf(row),
  }))
}

interface FlatRow {
  readonly sessionId: string
  readonly gone: boolean
  readonly documentType: string | null
  readonly attemptId: string | null
  readonly number: number | null
  readonly outcome: Decisions['outcome'] | null
  readonly ruleId: string | null
  readonly checkProfileVersionId: string | null
  readonly human: Decisions['outcome'] | null
  readonly records: string | null
}

function decidedOf(row: FlatRow): PastRow['decided'] {
  const { attemptId, number, outcome, ruleId, checkProfileVersionId, human, records } = row
  if (attemptId === null || number === null || outcome === null || records === null) return null
  return {
    attemptId,
    number,
    outcome,
    ruleId,
    profileVersionId: checkProfileVersionId ?? '',
    human,
    records,
  }
}

const within = ({ from, to, methods, documentTypes, sandbox }: Scope) => sql`
  sandbox = ${sandbox} and created_at < ${to}
  ${from === null ? sql`` : sql`and created_at >= ${from}`}
  ${methods === null ? sql`` : sql`and method = any(${methods})`}
  ${documentTypes === null ? sql`` : sql`and document_type = any(${documentTypes})`}`

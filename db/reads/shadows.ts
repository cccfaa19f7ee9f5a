import { sql, type Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { Decisions, ShadowDecisions, ShadowRuns } from '../schema.ts'
import { groupBy } from './group-by.ts'

export type ShadowRun = Selectable<ShadowRuns>
type Effect = ShadowDecisions['live']

export async function shadowsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShadowRun>> {
  const rows = await trx.selectFrom('shadowRuns').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Runs of versions, newest first. */
export async function shadowsByVersion(
  trx: Trx,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ShadowRun[]>> {
  const rows = await trx
    .selectFrom('shadowRuns')
    .selectAll()
    .where('profileVersionId', 'in', versionIds)
    .orderBy('id', 'desc')
    .execute()
  return groupBy(rows, (row) => row.profileVersionId)
}

/** Attempts by what the rules in force said, what the shadow said, and what a person decided in the end, if anybody did. */
export interface ShadowFlow {
  readonly live: Effect
  readonly shadow: Effect
  readonly human: Decisions['outcome'] | null
  readonly attempts: number
}

export interface ShadowCounts {
  readonly attempts: number
  /** Of redacted sessions: in no other count. */
  readonly gone: number
  /** Whose decision hangs on checks of which nothing is stored: in no flow. */
  readonly untold: number
  /** Where the shadow came to no decision: in no flow. */
  readonly failed: number
  readonly flows: readonly ShadowFlow[]
}

export async function readShadowCounts(trx: Trx, runId: string): Promise<ShadowCounts> {
  const { rows } = await sql<{
    gone: boolean
    told: boolean
    live: Effect
    shadow: Effect | null
    human: ShadowFlow['human']
    attempts: number
  }>`
    select session.redacted_at is not null as gone, said.told, said.live, said.shadow, human.outcome as human,
      count(*)::int as attempts
    from shadow_decisions said
    join sessions session on session.tenant_id = said.tenant_id and session.id = said.session_id
    ${humanOf}
    where said.run_id = ${runId}
    group by 1, 2, 3, 4, 5 order by attempts desc, 3, 4, 5`.execute(trx)
  const sum = (which: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(which).reduce((all, { attempts }) => all + attempts, 0)
  return {
    attempts: sum(({ gone }) => !gone),
    gone: sum(({ gone }) => gone),
    failed: sum(({ gone, shadow }) => !gone && shadow === null),
    untold: sum(({ gone, shadow, told }) => !gone && shadow !== null && !told),
    flows: rows.flatMap(({ gone, told, live, shadow, human, attempts }) =>
      gone || !told || shadow === null ? [] : [{ live, shadow, human, attempts }],
    ),
  }
}

export interface ShadowDifference {
  readonly sessionId: string
  readonly attempt: number
  readonly live: Effect
  readonly liveRule: string | null
  readonly shadow: Effect
  readonly shadowRule: string | null
  readonly human: ShadowFlow['human']
  readonly at: Date
}

/** The attempts that it would have decided otherwise, newest first. @param limit of attempts */
export async function readShadowDifferences(
  trx: Trx,
  runId: string,
  limit: number,
): Promise<readonly ShadowDifference[]> {
  const { rows } = await sql<ShadowDifference>`
    select said.session_id as "sessionId", attempt.number as attempt, said.live, said.live_rule as "liveRule", said.shadow,
      said.shadow_rule as "shadowRule", human.outcome as human, said.created_at as at
    from shadow_decisions said
    join sessions session on session.tenant_id = said.tenant_id and session.id = said.session_id
    join attempts attempt on attempt.tenant_id = said.tenant_id and attempt.id = said.attempt_id
    ${humanOf}
    where said.run_id = ${runId} and said.shadow <> said.live and said.told and session.redacted_at is null
    order by said.created_at desc limit ${limit}`.execute(trx)
  return rows
}

const humanOf = sql`
  left join lateral (
    select outcome from decisions
    where tenant_id = said.tenant_id and session_id = said.session_id and attempt_id = said.attempt_id
      and decided_by = 'REVIEWER' order by created_at desc limit 1
  ) human on true`

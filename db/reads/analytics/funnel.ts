import { sql } from 'kysely'
import type { CaptureScreen } from '../../../domain/capture-screens.ts'
import type { Trx } from '../../client.ts'
import { dimensions, inScope, type Dimension, type Scope } from './scope.ts'

export interface FunnelStep {
  readonly screen: CaptureScreen
  /** Sessions that saw the screen. */
  readonly sessions: number
  /** Times that it was shown; more than `sessions` where people came back to it. */
  readonly visits: number
  /** Sessions that ended here without a submission. */
  readonly dropped: number
  readonly medianMs: number | null
  readonly p75Ms: number | null
}

/** Who has not moved for this long, and never submitted, has gone. */
const goneAfterMs = 3_600_000

/** The way through the screens, in no order. */
export async function readFunnel(
  trx: Trx,
  scope: Scope,
  now: Date,
): Promise<readonly FunnelStep[]> {
  const gone = new Date(now.getTime() - goneAfterMs)
  const { rows } = await sql<FunnelStep>`
    with visit as (
      select v.screen, v.visits, v.total_ms, s.submitted_at,
        v.last_at, v.last_at = max(v.last_at) over (partition by v.session_id) as is_last
      from screen_visits v
      join sessions s on s.tenant_id = v.tenant_id and s.id = v.session_id
      where ${inScope(scope)}
    )
    select screen, count(*)::int as sessions, sum(visits)::int as visits,
      (count(*) filter (where is_last and submitted_at is null and last_at < ${gone}))::int as dropped,
      (percentile_cont(0.5) within group (order by total_ms) filter (where total_ms > 0))::float8 as "medianMs",
      (percentile_cont(0.75) within group (order by total_ms) filter (where total_ms > 0))::float8 as "p75Ms"
    from visit group by screen`.execute(trx)
  return rows
}

export interface FunnelGroup {
  /** A value of the dimension; null where a session has none. */
  readonly value: string | null
  readonly opened: number
  readonly submitted: number
  /** Opened by the applicant, not submitted, and gone. */
  readonly dropped: number
  /** Refused pictures for each session that submitted. */
  readonly retakes: number
  /** From the first screen to the first submission. */
  readonly medianMs: number | null
}

/** The same way, seen by device, language, document or method. */
export async function readFunnelGroups(
  trx: Trx,
  scope: Scope,
  dimension: Dimension,
  now: Date,
): Promise<readonly FunnelGroup[]> {
  const gone = new Date(now.getTime() - goneAfterMs)
  const column = sql.ref(`s.${dimensions[dimension]}`)
  const { rows } = await sql<FunnelGroup>`
    with one as (
      select ${column} as value, s.id, s.submitted_at,
        (select min(v.first_at) from screen_visits v where v.tenant_id = s.tenant_id and v.session_id = s.id) as begun_at,
        (select max(v.last_at) from screen_visits v where v.tenant_id = s.tenant_id and v.session_id = s.id) as last_at,
        (select min(a.submitted_at) from attempts a where a.tenant_id = s.tenant_id and a.session_id = s.id) as first_submitted_at,
        (select count(*) from captures c where c.tenant_id = s.tenant_id and c.session_id = s.id and not c.accepted) as refused
      from sessions s where ${inScope(scope)}
    )
    select value, (count(*) filter (where begun_at is not null or submitted_at is not null))::int as opened,
      count(submitted_at)::int as submitted,
      (count(*) filter (where begun_at is not null and submitted_at is null and last_at < ${gone}))::int as dropped,
      coalesce((sum(refused) filter (where submitted_at is not null))::float8 / nullif(count(submitted_at), 0), 0)::float8 as retakes,
      (percentile_cont(0.5) within group (order by extract(epoch from first_submitted_at - begun_at) * 1000)
        filter (where first_submitted_at > begun_at))::float8 as "medianMs"
    from one group by value order by opened desc`.execute(trx)
  return rows
}

export interface SlotQuality {
  readonly slot: string
  readonly taken: number
  readonly refused: number
  /** Refusals by reason, most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly count: number }[]
}

/** Pictures by what they show: how many were refused on the spot, and why. */
export async function readSlotQuality(trx: Trx, scope: Scope): Promise<readonly SlotQuality[]> {
  const { rows } = await sql<SlotQuality>`
    with picture as (
      select c.slot, c.accepted, c.verdict from captures c
      join sessions s on s.tenant_id = c.tenant_id and s.id = c.session_id
      where ${inScope(scope)}
    ), reason as (
      select slot, code, count(*)::int as count
      from picture, jsonb_array_elements_text(verdict -> 'reasonCodes') as code
      where not accepted and jsonb_typeof(verdict -> 'reasonCodes') = 'array'
      group by slot, code
    )
    select slot, count(*)::int as taken, (count(*) filter (where not accepted))::int as refused,
      coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'count', r.count) order by r.count desc, r.code)
        from reason r where r.slot = picture.slot), '[]') as reasons
    from picture group by slot`.execute(trx)
  return rows
}

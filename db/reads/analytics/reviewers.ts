import { sql } from 'kysely'
import type { Trx } from '../../client.ts'
import type { Scope } from './scope.ts'

export interface ReviewerWork {
  readonly memberId: string
  readonly cases: number
  readonly p50Ms: number
  readonly p75Ms: number
  readonly p95Ms: number
  readonly approved: number
  readonly declined: number
  readonly askedAgain: number
}

type Span = Pick<Scope, 'from' | 'to' | 'sandbox'>

/** Time from the last claim to the resolution, for each person who resolved cases in the span. */
export async function readReviewerWork(
  trx: Trx,
  { from, to, sandbox }: Span,
): Promise<readonly ReviewerWork[]> {
  const { rows } = await sql<ReviewerWork>`
    with done as (
      select e.member_id, c.resolution, extract(epoch from e.at - (
          select max(b.at) from case_events b where b.tenant_id = e.tenant_id and b.case_id = e.case_id
            and b.type = 'CLAIMED' and b.member_id = e.member_id and b.at <= e.at)) * 1000 as ms
      from cases c join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.id and e.type = 'RESOLVED'
      where c.resolved_at >= ${from} and c.resolved_at < ${to} and e.member_id is not null and ${onSide(sandbox)}
    )
    select member_id as "memberId", count(*)::int as cases,
      (percentile_cont(0.5) within group (order by ms))::float8 as "p50Ms",
      (percentile_cont(0.75) within group (order by ms))::float8 as "p75Ms",
      (percentile_cont(0.95) within group (order by ms))::float8 as "p95Ms",
      (count(*) filter (where resolution = 'APPROVE'))::int as approved,
      (count(*) filter (where resolution = 'DECLINE'))::int as declined,
      (count(*) filter (where resolution = 'ASK_AGAIN'))::int as "askedAgain"
    from done where ms is not null group by member_id order by cases desc`.execute(trx)
  return rows
}

export interface ArrivalHour {
  /** ISO weekday in Japan: 1 Monday … 7 Sunday. */
  readonly weekday: number
  /** Hour in Japan, 0…23. */
  readonly hour: number
  /** Cases that opened in such hours of the span. */
  readonly cases: number
}

/** When cases come, by hour of the week in Japan. */
export async function readArrivals(
  trx: Trx,
  { from, to, sandbox }: Span,
): Promise<readonly ArrivalHour[]> {
  const { rows } = await sql<ArrivalHour>`
    select extract(isodow from local)::int as weekday, extract(hour from local)::int as hour, count(*)::int as cases
    from (select c.opened_at at time zone 'Asia/Tokyo' as local from cases c
      where c.opened_at >= ${from} and c.opened_at < ${to} and ${onSide(sandbox)}) as arrival
    group by weekday, hour order by weekday, hour`.execute(trx)
  return rows
}

export interface Backlog {
  readonly waiting: number
  readonly overdue: number
  /**
   * Time of a case in a reviewer's hands over the span, the reviewers' medians by their cases: a mean would count the one
   * left open over lunch like ten. Null where none was resolved.
   */
  readonly typicalMs: number | null
  /** People who resolved a case in the last hour. */
  readonly atWork: number
}

/** Where the queue stands now. */
export async function readBacklog(
  trx: Trx,
  span: Span,
  now: Date,
  work: readonly ReviewerWork[],
): Promise<Backlog> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const { rows } = await sql<Pick<Backlog, 'waiting' | 'overdue' | 'atWork'>>`
    select (count(*) filter (where c.resolved_at is null and c.status <> 'WITHDRAWN'))::int as waiting,
      (count(*) filter (where c.resolved_at is null and c.status <> 'WITHDRAWN' and c.due_at < ${now}))::int as overdue,
      (count(distinct c.assignee_id) filter (where c.resolved_at >= ${hourAgo}))::int as "atWork"
    from cases c
    where (c.status not in ('RESOLVED', 'WITHDRAWN') or c.resolved_at >= ${hourAgo}) and ${onSide(span.sandbox)}`.execute(
    trx,
  )
  const cases = work.reduce((sum, each) => sum + each.cases, 0)
  const totalMs = work.reduce((sum, each) => sum + each.cases * each.p50Ms, 0)
  const counts = rows[0] ?? { waiting: 0, overdue: 0, atWork: 0 }
  return { ...counts, typicalMs: cases > 0 ? totalMs / cases : null }
}

const onSide = (sandbox: boolean | null) =>
  sandbox === null
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from sessions s where s.tenant_id = c.tenant_id and s.id = c.session_id and s.sandbox = ${sandbox})`

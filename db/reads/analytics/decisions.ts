import { sql } from 'kysely'
import type { ReasonCode } from '../../../domain/reason-codes.ts'
import type { Trx } from '../../client.ts'
import { inScope, type Scope } from './scope.ts'

export interface DecisionDay {
  /** Day of the decision in Japan, YYYY-MM-DD. */
  readonly day: string
  readonly autoApproved: number
  readonly autoDeclined: number
  readonly autoAskedAgain: number
  readonly humanApproved: number
  readonly humanDeclined: number
  readonly humanAskedAgain: number
}

/** What was decided a day, by machine and by people. A review that still waits is no decision. */
export async function readDecisionDays(trx: Trx, scope: Scope): Promise<readonly DecisionDay[]> {
  const { rows } = await sql<DecisionDay>`
    select to_char(d.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day,
      ${counted('SYSTEM', 'APPROVE')} as "autoApproved",
      ${counted('SYSTEM', 'DECLINE')} as "autoDeclined",
      ${counted('SYSTEM', 'ASK_AGAIN')} as "autoAskedAgain",
      ${counted('REVIEWER', 'APPROVE')} as "humanApproved",
      ${counted('REVIEWER', 'DECLINE')} as "humanDeclined",
      ${counted('REVIEWER', 'ASK_AGAIN')} as "humanAskedAgain"
    from decisions d join sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id
    where ${inScope(scope)} and d.outcome <> 'REVIEW'
    group by day order by day`.execute(trx)
  return rows
}

const counted = (by: 'SYSTEM' | 'REVIEWER', outcome: string) =>
  sql<number>`(count(*) filter (where d.decided_by = ${by} and d.outcome = ${outcome}))::int`

export interface ReasonCount {
  readonly code: string
  readonly declined: number
  readonly askedAgain: number
  readonly reviewed: number
}

/** How often each reason was given, by what it led to; most frequent first. */
export async function readReasons(trx: Trx, scope: Scope): Promise<readonly ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select code, (count(*) filter (where d.outcome = 'DECLINE'))::int as declined,
      (count(*) filter (where d.outcome = 'ASK_AGAIN'))::int as "askedAgain",
      (count(*) filter (where d.outcome = 'REVIEW'))::int as reviewed
    from decisions d join sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id,
      unnest(d.reason_codes) as code
    where ${inScope(scope)}
    group by code order by count(*) desc, code`.execute(trx)
  return rows
}

export interface Headline {
  readonly opened: number
  readonly submitted: number
  readonly decided: number
  /** Of the decided: no person looked. */
  readonly automatic: number
  /** Of the submitted: some picture was too unclear to decide by, told after the submission. */
  readonly unclear: number
  readonly medianDecisionMs: number | null
}

/** The figures at the top of the page. */
export async function readHeadline(trx: Trx, scope: Scope): Promise<Headline> {
  const { rows } = await sql<Headline>`
    with one as (
      select s.submitted_at, s.decided_at, s.status,
        exists (select from decisions d where d.tenant_id = s.tenant_id and d.session_id = s.id
          and d.decided_by = 'REVIEWER') as human,
        exists (select from decisions d where d.tenant_id = s.tenant_id and d.session_id = s.id
          and d.reason_codes && ${unclearReasons}) as unclear
      from sessions s where ${inScope(scope)}
    )
    select count(*)::int as opened, count(submitted_at)::int as submitted,
      (count(*) filter (where status in ('APPROVED', 'DECLINED')))::int as decided,
      (count(*) filter (where status in ('APPROVED', 'DECLINED') and not human))::int as automatic,
      (count(*) filter (where submitted_at is not null and unclear))::int as unclear,
      (percentile_cont(0.5) within group (order by extract(epoch from decided_at - submitted_at) * 1000)
        filter (where status in ('APPROVED', 'DECLINED') and decided_at >= submitted_at))::float8 as "medianDecisionMs"
    from one`.execute(trx)
  const [row] = rows
  return (
    row ?? { opened: 0, submitted: 0, decided: 0, automatic: 0, unclear: 0, medianDecisionMs: null }
  )
}

/** Reasons that say: this could not be seen. */
const unclearReasons: readonly ReasonCode[] = [
  'IMG_BLUR',
  'IMG_GLARE',
  'IMG_DARK',
  'IMG_BRIGHT',
  'IMG_SMALL',
  'IMG_UNREADABLE',
  'IMG_CROPPED',
  'IMG_OCCLUDED',
  'IMG_COLOR',
  'FIELD_UNREADABLE',
]

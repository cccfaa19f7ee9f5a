import { sql } from 'kysely'
import type { Trx } from '../../client.ts'
import type { Scope } from './scope.ts'

export interface RuleWork {
  /** Null: no rule held, `otherwise` decided. */
  readonly ruleId: string | null
  readonly outcome: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW'
  /** Attempts that it decided. */
  readonly decided: number
  /** Of these, attempts that a person decided in the end, by how. */
  readonly humanApproved: number
  readonly humanDeclined: number
  readonly humanAskedAgain: number
  /** People's time from the last claim to the resolution, all together. */
  readonly humanMs: number
}

/** What each rule of a profile decided in a span of time, over all its versions, and what people made of it. */
export async function readRuleWork(
  trx: Trx,
  profileId: string,
  { from, to, sandbox }: Pick<Scope, 'from' | 'to' | 'sandbox'>,
): Promise<readonly RuleWork[]> {
  const { rows } = await sql<RuleWork>`
    with machine as (
      select d.tenant_id, d.session_id, d.attempt_id, d.rule_id, d.outcome
      from decisions d
      join check_profile_versions v on v.tenant_id = d.tenant_id and v.id = d.check_profile_version_id
      join sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id
      where d.decided_by = 'SYSTEM' and d.created_at >= ${from} and d.created_at < ${to} and v.profile_id = ${profileId}
        ${sandbox === null ? sql`` : sql`and s.sandbox = ${sandbox}`}
    ), judged as (
      select m.rule_id, m.outcome, h.outcome as human, work.ms
      from machine m
      left join lateral (
        select outcome from decisions
        where tenant_id = m.tenant_id and session_id = m.session_id and attempt_id = m.attempt_id
          and decided_by = 'REVIEWER' order by created_at desc limit 1
      ) h on m.outcome = 'REVIEW'
      left join lateral (
        select extract(epoch from e.at - (
            select max(b.at) from case_events b where b.tenant_id = e.tenant_id and b.case_id = e.case_id
              and b.type = 'CLAIMED' and b.at <= e.at)) * 1000 as ms
        from cases c join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.id and e.type = 'RESOLVED'
        where c.tenant_id = m.tenant_id and c.attempt_id = m.attempt_id order by e.at desc limit 1
      ) work on m.outcome = 'REVIEW'
    )
    select rule_id as "ruleId", outcome, count(*)::int as decided,
      (count(*) filter (where human = 'APPROVE'))::int as "humanApproved",
      (count(*) filter (where human = 'DECLINE'))::int as "humanDeclined",
      (count(*) filter (where human = 'ASK_AGAIN'))::int as "humanAskedAgain",
      coalesce(sum(ms), 0)::float8 as "humanMs"
    from judged group by rule_id, outcome order by decided desc, rule_id`.execute(trx)
  return rows
}

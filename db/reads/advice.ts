import { sql } from 'kysely'
import type { Trx } from '../client.ts'
import type { PastRow } from './past-sessions.ts'

export interface AdviceRow {
  readonly attemptId: string
  /** Null: the session was redacted, and nothing of it is left. */
  readonly decided: PastRow['decided']
  readonly documentType: string | null
}

/**
 * The last attempts of live sessions that a machine decided under any version of a profile, newest first.
 * @param judged those alone that a person decided in the end
 */
export async function readAdviceRows(
  trx: Trx,
  profileId: string,
  { judged, limit }: { readonly judged: boolean; readonly limit: number },
): Promise<readonly AdviceRow[]> {
  const { rows } = await sql<
    NonNullable<PastRow['decided']> & { documentType: string | null; gone: boolean }
  >`
    with last as (
      select d.tenant_id, d.attempt_id, d.session_id, d.outcome, d.rule_id, d.check_profile_version_id, d.created_at,
        s.document_type, s.redacted_at is not null as gone
      from decisions d
      join check_profile_versions v on v.tenant_id = d.tenant_id and v.id = d.check_profile_version_id
      join sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id
      where d.decided_by = 'SYSTEM' and v.profile_id = ${profileId} and not s.sandbox
        ${
          judged
            ? sql`and exists (select from decisions h where h.tenant_id = d.tenant_id and h.session_id = d.session_id
                and h.attempt_id = d.attempt_id and h.decided_by = 'REVIEWER')`
            : sql``
        }
      order by d.created_at desc limit ${limit}
    )
    select last.attempt_id as "attemptId", attempt.number, last.outcome, last.rule_id as "ruleId",
      last.check_profile_version_id as "profileVersionId", last.document_type as "documentType", last.gone,
      human.outcome as human, coalesce(facts.records, '[]') as records
    from last
    join attempts attempt on attempt.tenant_id = last.tenant_id and attempt.id = last.attempt_id
    left join lateral (
      select outcome from decisions
      where tenant_id = last.tenant_id and session_id = last.session_id and attempt_id = last.attempt_id
        and decided_by = 'REVIEWER' order by created_at desc limit 1
    ) human on true
    left join lateral (
      select json_agg(record)::text as records from check_results
      where tenant_id = last.tenant_id and attempt_id = last.attempt_id
    ) facts on not last.gone
    order by last.created_at desc`.execute(trx)
  return rows.map(({ documentType, gone, ...decided }) => ({
    attemptId: decided.attemptId,
    documentType,
    decided: gone ? null : decided,
  }))
}

import { sql } from 'kysely'
import type { Trx } from '../client.ts'
import type { Decisions } from '../schema.ts'

interface DecidedAttempt {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly outcome: Decisions['outcome']
}

/**
 * Notes the machine's decision of a session's first attempt with the split that the session was opened under.
 * @returns profile of the split where there is one
 */
export async function noteMachine(
  trx: Trx,
  { tenantId, sessionId, attemptId, outcome }: DecidedAttempt,
  at: Date,
): Promise<string | null> {
  const { rows } = await sql<{ profileId: string }>`
    with found as (
      select split.id, split.profile_id, split.challenger_version_id = session.check_profile_version_id as challenges
      from sessions session
      join attempts attempt on attempt.tenant_id = session.tenant_id and attempt.id = ${attemptId} and attempt.number = 1
      join check_profile_versions version on version.tenant_id = session.tenant_id and version.id = session.check_profile_version_id
      join split_tests split on split.tenant_id = session.tenant_id and split.profile_id = version.profile_id
        and version.id in (split.main_version_id, split.challenger_version_id)
        and split.started_at <= session.created_at and (split.stopped_at is null or split.stopped_at > session.created_at)
      where session.id = ${sessionId} and not session.sandbox
    ), noted as (
      insert into split_cases (tenant_id, split_id, session_id, attempt_id, arm, machine, decided_at)
      select ${tenantId}, id, ${sessionId}, ${attemptId}, case when challenges then 'CHALLENGER' else 'MAIN' end, ${outcome}, ${at}
      from found on conflict do nothing
    )
    select profile_id from found limit 1`.execute(trx)
  return rows[0]?.profileId ?? null
}

/** The first that a person said of it. @returns profile of the split where there is one */
export async function noteHuman(
  trx: Trx,
  { sessionId, attemptId, outcome }: DecidedAttempt,
): Promise<string | null> {
  const { rows } = await sql<{ profileId: string }>`
    update split_cases said set human = ${outcome}
    from split_tests split, sessions session, check_profile_versions version
    where session.id = ${sessionId} and version.tenant_id = session.tenant_id
      and version.id = session.check_profile_version_id
      and split.tenant_id = session.tenant_id and split.profile_id = version.profile_id
      and said.tenant_id = session.tenant_id and said.split_id = split.id and said.session_id = session.id
      and said.attempt_id = ${attemptId} and said.human is null
    returning split.profile_id`.execute(trx)
  return rows[0]?.profileId ?? null
}

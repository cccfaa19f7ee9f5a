import { sql } from 'kysely'
import type { Trx } from '../client.ts'
import type { ShadowDecisions } from '../schema.ts'

export interface RunningShadow {
  readonly id: string
  readonly definition: string
  readonly sha256: string
}

/** Versions that decide beside this one, which is in force for a session. None for sessions of the sandbox. */
export async function runningShadows(
  trx: Trx,
  sessionId: string,
): Promise<readonly RunningShadow[]> {
  return (
    trx
      .selectFrom('sessions')
      .innerJoin('checkProfileVersions as live', 'live.id', 'sessions.checkProfileVersionId')
      .innerJoin('shadowRuns as run', 'run.profileId', 'live.profileId')
      .innerJoin('checkProfileVersions as version', 'version.id', 'run.profileVersionId')
      .innerJoin('checkProfiles as profile', 'profile.id', 'run.profileId')
      .select(['run.id', 'run.definition', 'run.sha256'])
      .where('sessions.id', '=', sessionId)
      .where('sessions.sandbox', '=', false)
      .where('run.status', '=', 'RUNNING')
      .where('version.status', '!=', 'ARCHIVED')
      .where('profile.archivedAt', 'is', null)
      // beside itself there is nothing to be seen
      .whereRef('run.sha256', '!=', 'live.sha256')
      .execute()
  )
}

/** One a run and attempt: what is tried again finds it said. */
export async function saveShadowDecision(
  trx: Trx,
  said: Omit<ShadowDecisions, 'createdAt'> & { readonly createdAt: Date },
): Promise<void> {
  await trx
    .insertInto('shadowDecisions')
    .values(said)
    .onConflict((conflict) => conflict.columns(['tenantId', 'runId', 'attemptId']).doNothing())
    .execute()
}

/** So that what nobody waits for holds nobody up. @param ms of each statement of the transaction */
export async function hurry(trx: Trx, ms: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(ms)}, true)`.execute(trx)
}

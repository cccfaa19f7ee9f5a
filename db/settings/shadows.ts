import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import { lockProfile, lockVersion, type ProfileEdit } from './check-profile-edit.ts'

/** Each decides every live attempt of its profile once more. */
const mostRunning = 3

/**
 * Lets a version decide beside the one in force, as it stands now. A run with the very same content goes on where it was
 * stopped; a run of the version with other content is stopped.
 * @returns id of the run
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `INPUT_INVALID` (let go), `RATE_LIMITED`
 */
export async function startShadow(
  trx: Trx,
  edit: ProfileEdit,
  version: {
    readonly id: string
    readonly profileId: string
    readonly definition: string
    readonly sha256: string
  },
): Promise<string> {
  const { tenantId, memberId, at } = edit
  // from here on nobody else starts or stops one of this profile
  const { status } = await lockVersion(trx, version.id)
  if (status === 'ARCHIVED') {
    throw new DomainError('INPUT_INVALID', 'versionId: expected a version that was not let go')
  }
  const runs = await trx
    .selectFrom('shadowRuns')
    .select(['id', 'profileVersionId', 'sha256', 'status'])
    .where('profileId', '=', version.profileId)
    .execute()
  const own = runs.filter(({ profileVersionId }) => profileVersionId === version.id)
  const same = own.find(({ sha256 }) => sha256 === version.sha256)
  if (same?.status === 'RUNNING') return same.id
  for (const { id, status: standing } of own) {
    if (standing === 'RUNNING') await end(trx, edit, id, null)
  }
  const others = runs.filter((run) => run.status === 'RUNNING' && !own.includes(run))
  if (others.length >= mostRunning) {
    throw new DomainError('RATE_LIMITED', `${mostRunning} shadows are running; stop one first`)
  }
  const id = same?.id ?? newId(at.getTime())
  if (same) {
    await trx
      .updateTable('shadowRuns')
      .set({ status: 'RUNNING', stoppedAt: null, stoppedBy: null })
      .where('id', '=', id)
      .execute()
  } else {
    await trx
      .insertInto('shadowRuns')
      .values({
        tenantId,
        id,
        profileId: version.profileId,
        profileVersionId: version.id,
        definition: version.definition,
        sha256: version.sha256,
        memberId,
        status: 'RUNNING',
        startedAt: at,
        stoppedAt: null,
        stoppedBy: null,
      })
      .execute()
  }
  await audit(trx, edit, id, 'shadow_run.started', {
    profileVersionId: version.id,
    sha256: version.sha256,
  })
  return id
}

/** What it said so far stays. One that is stopped stays as it is. @throws DomainError `NOT_FOUND` */
export async function stopShadow(trx: Trx, edit: ProfileEdit, id: string): Promise<void> {
  const run = await trx
    .selectFrom('shadowRuns')
    .select('profileId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!run) throw new DomainError('NOT_FOUND', 'no such shadow run')
  await lockProfile(trx, run.profileId)
  await end(trx, edit, id, edit.memberId)
}

async function end(
  trx: Trx,
  edit: ProfileEdit,
  id: string,
  stoppedBy: string | null,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('shadowRuns')
    .set({ status: 'STOPPED', stoppedAt: edit.at, stoppedBy })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await audit(trx, edit, id, 'shadow_run.stopped', {})
}

const audit = (
  trx: Trx,
  { tenantId, memberId, at }: ProfileEdit,
  id: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action,
    subjectKind: 'shadow_run',
    subjectId: id,
    detail,
  })

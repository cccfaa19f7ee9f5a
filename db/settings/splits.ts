import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { GuardReading, SplitGuards } from '../../domain/split-test.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import type { Keyring } from '../keyring.ts'
import { publishedVersion } from '../reads/check-profiles.ts'
import { runningSplit, type SplitTest } from '../reads/splits.ts'
import type { SplitTests } from '../schema.ts'
import { isSamePerson, lockProfile, lockVersion, type ProfileEdit } from './check-profile-edit.ts'

/**
 * Lets a second approved version decide a share of the new sessions.
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `PROFILE_SELF_APPROVAL`, `PROFILE_NOT_PUBLISHED` (nothing is in force),
 *   `INPUT_INVALID` (not approved, in force itself, or another split is running)
 */
export async function startSplit(
  trx: Trx,
  edit: ProfileEdit,
  wish: { readonly challengerId: string; readonly share: number; readonly guards: SplitGuards },
): Promise<void> {
  const { tenantId, memberId, at } = edit
  const { challengerId, share, guards } = wish
  const challenger = await lockVersion(trx, challengerId)
  const { profileId } = challenger
  if (await isSamePerson(trx, challenger.authorId, memberId)) {
    throw new DomainError(
      'PROFILE_SELF_APPROVAL',
      'a version is put before applicants by another than its author',
    )
  }
  if (challenger.status !== 'PUBLISHED') {
    throw new DomainError('INPUT_INVALID', 'challengerId: expected a version that was approved')
  }
  const main = await publishedVersion(trx, profileId, at)
  if (!main) throw new DomainError('PROFILE_NOT_PUBLISHED', 'expected a version in force')
  if (main.id === challengerId) {
    throw new DomainError('INPUT_INVALID', 'challengerId: expected another than the one in force')
  }
  if (await runningSplit(trx, profileId)) {
    throw new DomainError('INPUT_INVALID', 'challengerId: another split of the profile is running')
  }
  const id = newId(at.getTime())
  await trx
    .insertInto('splitTests')
    .values({
      tenantId,
      id,
      profileId,
      mainVersionId: main.id,
      challengerVersionId: challengerId,
      share,
      guards: JSON.stringify(guards),
      memberId,
      status: 'RUNNING',
      startedAt: at,
      stoppedAt: null,
      stoppedBy: null,
      stopReason: null,
      stopFigures: null,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action: 'split_test.started',
    subjectKind: 'check_profile',
    subjectId: profileId,
    detail: { splitId: id, challengerVersionId: challengerId, share, guards },
  })
}

/** A person stops what runs; where nothing runs, nothing changes. @throws DomainError `NOT_FOUND` */
export async function stopSplit(trx: Trx, edit: ProfileEdit, profileId: string): Promise<void> {
  await lockProfile(trx, profileId)
  const split = await runningSplit(trx, profileId)
  if (!split) return
  await endSplit(trx, split, 'MEMBER', {
    at: edit.at,
    actor: { kind: 'MEMBER', id: edit.memberId },
  })
}

/** From then on every new session has the main version; those that are open keep theirs. One that is over stays as it is. */
export async function endSplit(
  trx: Trx,
  { tenantId, id, profileId }: Pick<SplitTest, 'tenantId' | 'id' | 'profileId'>,
  reason: NonNullable<SplitTests['stopReason']>,
  {
    at,
    actor = system,
    seen = null,
  }: { readonly at: Date; readonly actor?: Actor; readonly seen?: GuardReading | null },
): Promise<void> {
  const figures = seen && { limit: seen.limit, cases: seen.cases, hits: seen.hits }
  const { numUpdatedRows } = await trx
    .updateTable('splitTests')
    .set({
      status: 'STOPPED',
      stoppedAt: at,
      stoppedBy: actor.kind === 'MEMBER' ? actor.id : null,
      stopReason: reason,
      stopFigures: figures && JSON.stringify(figures),
    })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'split_test.stopped',
    subjectKind: 'check_profile',
    subjectId: profileId,
    detail: { splitId: id, reason, ...figures },
  })
}

const system: Actor = { kind: 'SYSTEM', id: null }

/**
 * The version that a new session is pinned to: the one in force, or the challenger of a running split for its share of them. It
 * hangs on split and session alone, so that a repeated call answers the same. The sandbox has no part in it.
 */
export async function versionFor(
  trx: Trx,
  keyring: Keyring,
  main: { readonly id: string; readonly profileId: string },
  session: {
    readonly tenantId: string
    readonly sessionId: string
    readonly sandbox: boolean
    readonly at: Date
  },
): Promise<string> {
  const { tenantId, sessionId, sandbox, at } = session
  const split = sandbox ? null : await runningSplit(trx, main.profileId)
  if (!split) return main.id
  const challenger = await trx
    .selectFrom('checkProfileVersions')
    .select('status')
    .where('id', '=', split.challengerVersionId)
    .executeTakeFirst()
  if (split.mainVersionId !== main.id || challenger?.status !== 'PUBLISHED') {
    await endSplit(trx, split, 'MAIN_CHANGED', { at })
    return main.id
  }
  const lot = await keyring.blindIndex(tenantId, 'split-test', `${split.id}/${sessionId}`)
  return isInShare(lot, split.share) ? split.challengerVersionId : main.id
}

/** @param lot evenly spread bytes, four at least @param share per cent */
export const isInShare = (lot: Buffer, share: number): boolean =>
  lot.readUInt32BE(0) < (share / 100) * 2 ** 32

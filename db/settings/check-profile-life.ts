import { DomainError } from '../../domain/errors.ts'
import type { Trx } from '../client.ts'
import {
  isSamePerson,
  lockProfile,
  lockVersion,
  tellStep,
  type LockedVersion,
  type ProfileEdit,
} from './check-profile-edit.ts'
import { mindDraftOf } from './check-profiles.ts'

/** The author takes a submission back and goes on writing. @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `FORBIDDEN`, `INPUT_INVALID` */
export async function withdrawVersion(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
  comment: string | null,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (version.authorId !== edit.memberId) {
    throw new DomainError('FORBIDDEN', 'a submission is taken back by its author')
  }
  await backToDraft(trx, edit, version)
  const { profileId } = version
  await tellStep(trx, edit, { kind: 'WITHDRAWN', profileId, versionId, comment })
}

/**
 * A publisher gives a submission back, saying what is missing.
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `PROFILE_SELF_APPROVAL`, `INPUT_INVALID`
 */
export async function sendBackVersion(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
  comment: string,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (await isSamePerson(trx, version.authorId, edit.memberId)) {
    throw new DomainError('PROFILE_SELF_APPROVAL', 'a version is judged by another than its author')
  }
  await backToDraft(trx, edit, version)
  const { profileId } = version
  await tellStep(trx, edit, { kind: 'SENT_BACK', profileId, versionId, comment })
}

/**
 * Takes an approval back before its day: the version waits for a publisher again.
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `INPUT_INVALID` (in force already, or never approved)
 */
export async function cancelSchedule(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
  comment: string | null,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  const { profileId, effectiveFrom } = version
  if (version.status !== 'PUBLISHED' || effectiveFrom === null || effectiveFrom <= edit.at) {
    throw new DomainError('INPUT_INVALID', 'versionId: expected a scheduled version')
  }
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'SUBMITTED', publisherId: null, publishedAt: null, updatedAt: edit.at })
    .where('id', '=', versionId)
    .execute()
  await tellStep(trx, edit, { kind: 'CANCELLED', profileId, versionId, effectiveFrom, comment })
}

/** Its author lets a draft go; it is kept, and nobody is shown it unasked. @throws DomainError as `saveDraft` */
export async function discardDraft(trx: Trx, edit: ProfileEdit, versionId: string): Promise<void> {
  const version = await lockVersion(trx, versionId)
  mindDraftOf(edit, version)
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'ARCHIVED', updatedAt: edit.at })
    .where('id', '=', versionId)
    .execute()
  await tellStep(trx, edit, { kind: 'DISCARDED', profileId: version.profileId, versionId })
}

/**
 * No new session is pinned to an archived profile; those that are open keep their version and go on.
 * @throws DomainError `NOT_FOUND`, `INPUT_INVALID` (is so already)
 */
export async function setArchived(
  trx: Trx,
  edit: ProfileEdit,
  profileId: string,
  { archive, comment }: { archive: boolean; comment: string | null },
): Promise<void> {
  const profile = await lockProfile(trx, profileId)
  if ((profile.archivedAt !== null) === archive) {
    const wanted = archive ? 'one that is not archived' : 'an archived one'
    throw new DomainError('INPUT_INVALID', `profileId: expected ${wanted}`)
  }
  await trx
    .updateTable('checkProfiles')
    .set({ archivedAt: archive ? edit.at : null })
    .where('id', '=', profileId)
    .execute()
  const kind = archive ? 'ARCHIVED' : 'RESTORED'
  await tellStep(trx, edit, { kind, profileId, versionId: null, comment })
}

/** @throws DomainError `INPUT_INVALID` */
async function backToDraft(trx: Trx, { at }: ProfileEdit, version: LockedVersion): Promise<void> {
  if (version.status !== 'SUBMITTED') {
    throw new DomainError('INPUT_INVALID', 'versionId: expected a submitted version')
  }
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'DRAFT', submittedAt: null, updatedAt: at })
    .where('id', '=', version.id)
    .execute()
}

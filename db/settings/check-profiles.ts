import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'

/** A definition as rules/profile-hash.ts writes it: canonical JSON and the SHA-256 of its very bytes. */
export interface ProfileText {
  readonly definition: string
  readonly sha256: string
}

export interface ProfileEdit {
  readonly tenantId: string
  readonly memberId: string
  readonly at: Date
}

/** A new profile with its first draft. @returns id of the draft */
export async function createProfile(
  trx: Trx,
  edit: ProfileEdit,
  { name, text }: { name: string; text: ProfileText },
): Promise<string> {
  const profileId = newId(edit.at.getTime())
  await trx
    .insertInto('checkProfiles')
    .values({
      tenantId: edit.tenantId,
      id: profileId,
      name,
      createdAt: edit.at,
      archivedAt: null,
    })
    .execute()
  return insertDraft(trx, edit, profileId, 1, text)
}

/** A further draft of a profile. @returns its id @throws DomainError `NOT_FOUND` */
export async function beginDraft(
  trx: Trx,
  edit: ProfileEdit,
  profileId: string,
  text: ProfileText,
): Promise<string> {
  const profile = await trx
    .selectFrom('checkProfiles')
    .select('id')
    .where('id', '=', profileId)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!profile) throw new DomainError('NOT_FOUND', 'no such check profile')
  const { last } = await trx
    .selectFrom('checkProfileVersions')
    .select((pick) => pick.fn.max('number').as('last'))
    .where('profileId', '=', profileId)
    .executeTakeFirstOrThrow()
  return insertDraft(trx, edit, profileId, (last ?? 0) + 1, text)
}

/**
 * Changes a draft. Only its author may: else someone could publish what they wrote under another's name.
 * @param expectedSha256 the draft as the editor read it; null: whatever it is
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN`, `INPUT_INVALID` (changed since, or no draft any more)
 */
export async function saveDraft(
  trx: Trx,
  edit: ProfileEdit,
  { versionId, expectedSha256 }: { versionId: string; expectedSha256: string | null },
  text: ProfileText,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (version.authorId !== edit.memberId) {
    throw new DomainError('FORBIDDEN', 'a draft is edited by its author; begin another one')
  }
  if (version.status !== 'DRAFT')
    throw new DomainError('INPUT_INVALID', 'versionId: expected a draft')
  if (expectedSha256 !== null && expectedSha256 !== version.sha256) {
    throw new DomainError(
      'INPUT_INVALID',
      'expectedSha256: the draft has changed since it was read',
    )
  }
  await trx
    .updateTable('checkProfileVersions')
    .set({ definition: text.definition, sha256: text.sha256, updatedAt: edit.at })
    .where('id', '=', versionId)
    .execute()
  await audit(trx, edit, 'check_profile.draft_saved', versionId, { sha256: text.sha256 })
}

/** Hands a draft to the publisher; from here on it doesn't change. @throws DomainError `NOT_FOUND`, `FORBIDDEN`, `INPUT_INVALID` */
export async function submitDraft(trx: Trx, edit: ProfileEdit, versionId: string): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (version.authorId !== edit.memberId) {
    throw new DomainError('FORBIDDEN', 'a draft is submitted by its author')
  }
  if (version.status !== 'DRAFT')
    throw new DomainError('INPUT_INVALID', 'versionId: expected a draft')
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'SUBMITTED', submittedAt: edit.at, updatedAt: edit.at })
    .where('id', '=', versionId)
    .execute()
  await audit(trx, edit, 'check_profile.submitted', versionId, { sha256: version.sha256 })
}

/**
 * Publishes a submitted version; the one before it is superseded. Never by its author: the database refuses that too.
 * @throws DomainError `NOT_FOUND`, `PROFILE_SELF_APPROVAL`, `INPUT_INVALID`
 */
export async function publishVersion(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (version.authorId === edit.memberId) {
    throw new DomainError(
      'PROFILE_SELF_APPROVAL',
      'a version is published by another than its author',
    )
  }
  if (version.status !== 'SUBMITTED') {
    throw new DomainError('INPUT_INVALID', 'versionId: expected a submitted version')
  }
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'SUPERSEDED', updatedAt: edit.at })
    .where('profileId', '=', version.profileId)
    .where('status', '=', 'PUBLISHED')
    .execute()
  await trx
    .updateTable('checkProfileVersions')
    .set({
      status: 'PUBLISHED',
      publisherId: edit.memberId,
      publishedAt: edit.at,
      updatedAt: edit.at,
    })
    .where('id', '=', versionId)
    .execute()
  await audit(trx, edit, 'check_profile.published', versionId, { sha256: version.sha256 })
}

async function insertDraft(
  trx: Trx,
  edit: ProfileEdit,
  profileId: string,
  number: number,
  text: ProfileText,
): Promise<string> {
  const id = newId(edit.at.getTime())
  await trx
    .insertInto('checkProfileVersions')
    .values({
      tenantId: edit.tenantId,
      id,
      profileId,
      number,
      status: 'DRAFT',
      definition: text.definition,
      sha256: text.sha256,
      authorId: edit.memberId,
      publisherId: null,
      createdAt: edit.at,
      updatedAt: edit.at,
      submittedAt: null,
      publishedAt: null,
    })
    .execute()
  await audit(trx, edit, 'check_profile.draft_begun', id, {
    profileId,
    number,
    sha256: text.sha256,
  })
  return id
}

/** Locks the profile first, so that two publications of one profile follow each other. */
async function lockVersion(trx: Trx, versionId: string) {
  const place = await trx
    .selectFrom('checkProfileVersions')
    .select('profileId')
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!place) throw new DomainError('NOT_FOUND', 'no such check profile version')
  await trx
    .selectFrom('checkProfiles')
    .select('id')
    .where('id', '=', place.profileId)
    .forUpdate()
    .execute()
  return trx
    .selectFrom('checkProfileVersions')
    .select(['profileId', 'status', 'authorId', 'sha256'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
}

const audit = (
  trx: Trx,
  { tenantId, memberId, at }: ProfileEdit,
  action: string,
  subjectId: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action,
    subjectKind: 'check_profile_version',
    subjectId,
    detail,
  })

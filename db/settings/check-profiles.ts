import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import {
  archived,
  isSamePerson,
  lockProfile,
  lockVersion,
  tellStep,
  type LockedVersion,
  type ProfileEdit,
} from './check-profile-edit.ts'

/** A definition as rules/profile-hash.ts writes it: canonical JSON and the SHA-256 of its very bytes. */
export interface ProfileText {
  readonly definition: string
  readonly sha256: string
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

/** A further draft of a profile. @returns its id @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED` */
export async function beginDraft(
  trx: Trx,
  edit: ProfileEdit,
  profileId: string,
  text: ProfileText,
): Promise<string> {
  if ((await lockProfile(trx, profileId)).archivedAt) throw archived()
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
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `FORBIDDEN`, `INPUT_INVALID` (changed since, or no draft any more)
 */
export async function saveDraft(
  trx: Trx,
  edit: ProfileEdit,
  { versionId, expectedSha256 }: { versionId: string; expectedSha256: string | null },
  text: ProfileText,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  mindDraftOf(edit, version)
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
  await appendAudit(trx, edit.tenantId, {
    at: edit.at,
    actor: { kind: 'MEMBER', id: edit.memberId },
    action: 'check_profile.draft_saved',
    subjectKind: 'check_profile_version',
    subjectId: versionId,
    detail: { sha256: text.sha256 },
  })
}

/**
 * Hands a draft to the publisher; from here on it doesn't change.
 * @param effectiveFrom what its author proposes; null: at once
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `FORBIDDEN`, `INPUT_INVALID`
 */
export async function submitDraft(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
  effectiveFrom: Date | null = null,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  mindDraftOf(edit, version)
  mindDay(edit, effectiveFrom)
  await trx
    .updateTable('checkProfileVersions')
    .set({ status: 'SUBMITTED', submittedAt: edit.at, updatedAt: edit.at, effectiveFrom })
    .where('id', '=', versionId)
    .execute()
  const { profileId, sha256 } = version
  await tellStep(trx, edit, {
    kind: 'SUBMITTED',
    profileId,
    versionId,
    effectiveFrom,
    detail: { sha256 },
  })
}

/**
 * Approves a submitted version, for at once or for a day to come; from then on new sessions are pinned to it. Never by its
 * author: the database refuses that too.
 * @param effectiveFrom null: at once
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`, `PROFILE_SELF_APPROVAL`, `INPUT_INVALID`
 */
export async function publishVersion(
  trx: Trx,
  edit: ProfileEdit,
  versionId: string,
  effectiveFrom: Date | null = null,
): Promise<void> {
  const version = await lockVersion(trx, versionId)
  if (await isSamePerson(trx, version.authorId, edit.memberId)) {
    throw new DomainError(
      'PROFILE_SELF_APPROVAL',
      'a version is published by another than its author',
    )
  }
  if (version.status !== 'SUBMITTED') {
    throw new DomainError('INPUT_INVALID', 'versionId: expected a submitted version')
  }
  mindDay(edit, effectiveFrom)
  await trx
    .updateTable('checkProfileVersions')
    .set({
      status: 'PUBLISHED',
      publisherId: edit.memberId,
      publishedAt: edit.at,
      updatedAt: edit.at,
      effectiveFrom: effectiveFrom ?? edit.at,
    })
    .where('id', '=', versionId)
    .execute()
  const { profileId, sha256 } = version
  await tellStep(trx, edit, {
    kind: 'PUBLISHED',
    profileId,
    versionId,
    effectiveFrom: effectiveFrom ?? edit.at,
    detail: { sha256 },
  })
}

/** @throws DomainError `FORBIDDEN`, `INPUT_INVALID` */
export function mindDraftOf({ memberId }: ProfileEdit, version: LockedVersion): void {
  if (version.authorId !== memberId) {
    throw new DomainError('FORBIDDEN', 'a draft is its author’s; begin another one')
  }
  if (version.status !== 'DRAFT')
    throw new DomainError('INPUT_INVALID', 'versionId: expected a draft')
}

/** Laws are known years ahead, not decades. */
const latestMs = 5 * 366 * 86_400_000

/** @throws DomainError `INPUT_INVALID` */
function mindDay({ at }: ProfileEdit, effectiveFrom: Date | null): void {
  if (effectiveFrom === null) return
  const ahead = effectiveFrom.getTime() - at.getTime()
  if (ahead <= 0 || ahead > latestMs) {
    throw new DomainError(
      'INPUT_INVALID',
      'effectiveFrom: expected a moment in the next five years',
    )
  }
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
      effectiveFrom: null,
    })
    .execute()
  const detail = { profileId, number, sha256: text.sha256 }
  await tellStep(trx, edit, { kind: 'BEGUN', profileId, versionId: id, detail })
  return id
}

import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { CheckProfileEventKind } from '../schema.ts'

/** Who changes a check profile, and when. */
export interface ProfileEdit {
  readonly tenantId: string
  readonly memberId: string
  readonly at: Date
}

export type LockedVersion = Awaited<ReturnType<typeof lockVersion>>

/**
 * Locks the profile first, so that two publications of one profile follow each other.
 * @throws DomainError `NOT_FOUND`, `PROFILE_ARCHIVED`
 */
export async function lockVersion(trx: Trx, versionId: string) {
  const place = await trx
    .selectFrom('checkProfileVersions')
    .select('profileId')
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!place) throw new DomainError('NOT_FOUND', 'no such check profile version')
  const profile = await lockProfile(trx, place.profileId)
  if (profile.archivedAt) throw archived()
  return trx
    .selectFrom('checkProfileVersions')
    .select(['id', 'profileId', 'status', 'authorId', 'sha256', 'effectiveFrom'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
}

/** @throws DomainError `NOT_FOUND` */
export async function lockProfile(trx: Trx, profileId: string) {
  const profile = await trx
    .selectFrom('checkProfiles')
    .select(['id', 'archivedAt'])
    .where('id', '=', profileId)
    .forUpdate()
    .executeTakeFirst()
  if (!profile) throw new DomainError('NOT_FOUND', 'no such check profile')
  return profile
}

export const archived = (): DomainError =>
  new DomainError('PROFILE_ARCHIVED', 'the check profile is archived; bring it back first')

/** The same person, be it by another membership: a login is somebody, a membership is a role. */
export async function isSamePerson(trx: Trx, memberId: string, otherId: string): Promise<boolean> {
  if (memberId === otherId) return true
  const users = await trx
    .selectFrom('members')
    .select('userId')
    .distinct()
    .where('id', 'in', [memberId, otherId])
    .execute()
  return users.length === 1
}

export interface LifeStep {
  readonly kind: CheckProfileEventKind
  readonly profileId: string
  readonly versionId: string | null
  readonly effectiveFrom?: Date | null
  readonly comment?: string | null
  /** For the audit chain: codes, ids and numbers only. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes a step of the life where its readers see it, and into the audit chain. */
export async function tellStep(trx: Trx, edit: ProfileEdit, step: LifeStep): Promise<void> {
  const { kind, profileId, versionId, effectiveFrom = null, comment = null, detail = {} } = step
  await trx
    .insertInto('checkProfileEvents')
    .values({
      tenantId: edit.tenantId,
      id: newId(edit.at.getTime()),
      profileId,
      versionId,
      kind,
      memberId: edit.memberId,
      at: edit.at,
      effectiveFrom,
      comment,
    })
    .execute()
  await appendAudit(trx, edit.tenantId, {
    at: edit.at,
    actor: { kind: 'MEMBER', id: edit.memberId },
    action: auditActions[kind],
    subjectKind: versionId === null ? 'check_profile' : 'check_profile_version',
    subjectId: versionId ?? profileId,
    detail: { ...detail, ...(effectiveFrom && { effectiveFrom: effectiveFrom.toISOString() }) },
  })
}

const auditActions: Record<CheckProfileEventKind, string> = {
  BEGUN: 'check_profile.draft_begun',
  SUBMITTED: 'check_profile.submitted',
  WITHDRAWN: 'check_profile.withdrawn',
  SENT_BACK: 'check_profile.sent_back',
  PUBLISHED: 'check_profile.published',
  CANCELLED: 'check_profile.schedule_cancelled',
  DISCARDED: 'check_profile.draft_discarded',
  ARCHIVED: 'check_profile.archived',
  RESTORED: 'check_profile.restored',
}

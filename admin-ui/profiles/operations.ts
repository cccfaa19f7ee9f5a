import { ApiError, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  ArchiveCheckProfileDocument,
  CancelScheduledCheckProfileDocument,
  CreateCheckProfileDocument,
  DiscardCheckProfileDraftDocument,
  PublishCheckProfileDocument,
  PublishGatesDocument,
  RestoreCheckProfileDocument,
  SaveCheckProfileDraftDocument,
  SendBackCheckProfileDocument,
  SubmitCheckProfileDocument,
  WithdrawCheckProfileDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import type { Preset } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import type { StaffLocale } from '../words/words.ts'

export const createProfile = async (name: string, preset: Preset['scene']) =>
  versionOf((await run(CreateCheckProfileDocument, { input: { name, preset } })).createCheckProfile)

/** A draft of one's own, with the content of whatever was looked at. */
export const beginDraft = async (profileId: string, definition: unknown) =>
  versionOf(
    (await run(SaveCheckProfileDraftDocument, { input: { profileId, definition } }))
      .saveCheckProfileDraft,
  )

/** A version and from when it is to count; null: at once. */
export interface VersionForDay {
  readonly versionId: string
  readonly effectiveFrom: string | null
}
export interface VersionSaid {
  readonly versionId: string
  readonly comment: string
}

export const submitDraft = async (asked: VersionForDay) =>
  versionOf((await run(SubmitCheckProfileDocument, asked)).submitCheckProfile)

export const publishVersion = async (asked: VersionForDay) =>
  versionOf((await run(PublishCheckProfileDocument, asked)).publishCheckProfile)

export const withdrawVersion = async (said: VersionSaid) =>
  versionOf((await run(WithdrawCheckProfileDocument, said)).withdrawCheckProfile)

export const sendBackVersion = async (said: VersionSaid) =>
  versionOf((await run(SendBackCheckProfileDocument, said)).sendBackCheckProfile)

export const cancelSchedule = async (said: VersionSaid) =>
  versionOf((await run(CancelScheduledCheckProfileDocument, said)).cancelScheduledCheckProfile)

export const discardDraft = async (versionId: string) =>
  versionOf((await run(DiscardCheckProfileDraftDocument, { versionId })).discardCheckProfileDraft)

/** What is asked before a version is published for a day. */
export const publishGates = async (asked: VersionForDay, locale: StaffLocale) =>
  (await run(PublishGatesDocument, { ...asked, locale })).checkProfileVersion?.publishGates ?? []

export const archiveProfile = async (said: { profileId: string; comment: string }) =>
  expectSuccess((await run(ArchiveCheckProfileDocument, said)).archiveCheckProfile)

export const restoreProfile = async (said: { profileId: string; comment: string }) =>
  expectSuccess((await run(RestoreCheckProfileDocument, said)).restoreCheckProfile)

export interface DraftPlace {
  readonly profileId: string
  readonly versionId: string
  /** Of the draft as it was read. */
  readonly expectedSha256: string
}

/** @returns the new hash; `STALE` where somebody saved meanwhile */
export async function saveDraft(
  place: DraftPlace,
  definition: CheckProfile,
): Promise<{ readonly sha256: string } | 'STALE'> {
  const answer = (await run(SaveCheckProfileDraftDocument, { input: { ...place, definition } }))
    .saveCheckProfileDraft
  if (answer.__typename === 'OperationError' && answer.field === 'expectedSha256') return 'STALE'
  return versionOf(answer)
}

/** @throws ApiError `PROFILE_INVALID` where the server finds problems that the page did not */
function versionOf<Answer extends { readonly __typename: string }>(
  answer: Answer,
): Exclude<Answer, { readonly __typename: 'OperationError' | 'ProfileProblems' }> {
  const known = expectSuccess(answer)
  if (isVersion(known)) return known
  throw new ApiError('PROFILE_INVALID', 200)
}

const isVersion = <Answer extends { readonly __typename: string }>(
  answer: Answer,
): answer is Exclude<Answer, { readonly __typename: 'OperationError' | 'ProfileProblems' }> =>
  answer.__typename !== 'ProfileProblems'

import { ApiError, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  CreateCheckProfileDocument,
  PublishCheckProfileDocument,
  SaveCheckProfileDraftDocument,
  SubmitCheckProfileDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import type { Preset } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'

export const createProfile = async (name: string, preset: Preset['scene']) =>
  versionOf((await run(CreateCheckProfileDocument, { input: { name, preset } })).createCheckProfile)

/** A draft of one's own, with the content of whatever was looked at. */
export const beginDraft = async (profileId: string, definition: unknown) =>
  versionOf(
    (await run(SaveCheckProfileDraftDocument, { input: { profileId, definition } }))
      .saveCheckProfileDraft,
  )

export const submitDraft = async (versionId: string) =>
  versionOf((await run(SubmitCheckProfileDocument, { versionId })).submitCheckProfile)

export const publishVersion = async (versionId: string) =>
  versionOf((await run(PublishCheckProfileDocument, { versionId })).publishCheckProfile)

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

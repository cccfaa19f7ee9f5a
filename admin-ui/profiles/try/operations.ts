import {
  BackTestDocument,
  BackTestsDocument,
  CancelBackTestDocument,
  ResumeBackTestDocument,
  StartBackTestDocument,
  TryCheckProfileDocument,
  type BackTestQuery,
  type BackTestsQuery,
  type StartBackTestInput,
  type TryCheckProfileQuery,
} from '../../../graphql/operations/generated/admin/graphql.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { ApiError, codeOf, expectSuccess } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'
import type { StaffLocale } from '../../words/words.ts'

export type LoadedTest = NonNullable<BackTestQuery['backTest']>
export type Counts = NonNullable<LoadedTest['counts']>
export type TestRow = BackTestsQuery['backTests']['edges'][number]['node']
export type Tried = Extract<
  TryCheckProfileQuery['tryCheckProfile'],
  { readonly __typename: 'CheckProfileTrial' }
>['attempts'][number]

/** A version, or what nobody has saved yet. */
export type Candidate = { readonly versionId: string } | { readonly definition: CheckProfile }

/** @throws ApiError `PROFILE_INVALID` where it has problems, `SESSION_STATE` where the application is erased */
export async function tryOn(
  sessionId: string,
  candidate: Candidate,
  locale: StaffLocale,
): Promise<readonly Tried[]> {
  const { tryCheckProfile } = await run(TryCheckProfileDocument, {
    sessionId,
    locale,
    ...candidate,
  })
  const answer = expectSuccess(tryCheckProfile)
  if (answer.__typename === 'ProfileProblems') throw new ApiError('PROFILE_INVALID', 200)
  return answer.attempts
}

/** @returns null where as many run as may */
export async function startBackTest(input: StartBackTestInput): Promise<string | null> {
  try {
    return expectSuccess((await run(StartBackTestDocument, { input })).startBackTest).id
  } catch (error) {
    if (codeOf(error) === 'RATE_LIMITED') return null
    throw error
  }
}

export const cancelBackTest = async (backTestId: string) =>
  expectSuccess((await run(CancelBackTestDocument, { backTestId })).cancelBackTest)

/** @returns null where as many run as may */
export async function resumeBackTest(backTestId: string) {
  try {
    return expectSuccess((await run(ResumeBackTestDocument, { backTestId })).resumeBackTest)
  } catch (error) {
    if (codeOf(error) === 'RATE_LIMITED') return null
    throw error
  }
}

/** @throws ApiError `NOT_FOUND` */
export async function readBackTest(id: string): Promise<LoadedTest> {
  const found = (await run(BackTestDocument, { id })).backTest
  if (!found) throw new ApiError('NOT_FOUND', 404)
  return found
}

/** Newest first, of a profile or of one of its versions. */
export async function readBackTests(
  of: { readonly profileId: string } | { readonly versionId: string },
  first: number,
): Promise<readonly TestRow[]> {
  const { backTests } = await run(BackTestsDocument, { ...of, first })
  return backTests.edges.map(({ node }) => node)
}

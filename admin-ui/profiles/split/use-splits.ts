import { useQuery } from '@tanstack/react-query'
import {
  SplitTestsDocument,
  StartSplitTestDocument,
  StopSplitTestDocument,
  type SplitTestsQuery,
  type StartSplitTestInput,
} from '../../../graphql/operations/generated/admin/graphql.ts'
import { ApiError, expectSuccess } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'

export type Split = NonNullable<SplitTestsQuery['checkProfile']>['splitTests'][number]

/** How often the counts of one that runs are asked for. */
const everyMs = 10_000

/** A/B tests of a profile, newest first, with their counts. */
export const useSplits = (profileId: string) =>
  useQuery({
    queryKey: ['splits', profileId],
    queryFn: async () => {
      const found = (await run(SplitTestsDocument, { id: profileId })).checkProfile
      if (!found) throw new ApiError('NOT_FOUND', 404)
      return found.splitTests
    },
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'RUNNING') ? everyMs : false,
  })

export const startSplit = async (input: StartSplitTestInput) =>
  expectSuccess((await run(StartSplitTestDocument, { input })).startSplitTest)

export const stopSplit = async (profileId: string) =>
  expectSuccess((await run(StopSplitTestDocument, { profileId })).stopSplitTest)

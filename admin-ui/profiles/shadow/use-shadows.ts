import { useQuery } from '@tanstack/react-query'
import {
  ShadowsDocument,
  StartShadowDocument,
  StopShadowDocument,
  type ShadowsQuery,
} from '../../../graphql/operations/generated/admin/graphql.ts'
import { ApiError, expectSuccess } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'

export type ShadowedVersion = NonNullable<ShadowsQuery['checkProfileVersion']>
export type Shadow = ShadowedVersion['shadows'][number]
export type ShadowFlow = Shadow['counts']['flows'][number]

/** How often the counts of one that runs are asked for. */
const everyMs = 10_000

/** The runs of a version, newest first, with their counts. */
export const useShadows = (versionId: string) =>
  useQuery({
    queryKey: ['shadows', versionId],
    queryFn: async () => {
      const found = (await run(ShadowsDocument, { versionId })).checkProfileVersion
      if (!found) throw new ApiError('NOT_FOUND', 404)
      return found
    },
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.shadows.some(({ status }) => status === 'RUNNING') ? everyMs : false,
  })

export const startShadow = async (versionId: string) =>
  expectSuccess((await run(StartShadowDocument, { versionId })).startShadow)

export const stopShadow = async (shadowId: string) =>
  expectSuccess((await run(StopShadowDocument, { shadowId })).stopShadow)

import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { CheckProfileDocument } from '../../graphql/operations/generated/admin/graphql.ts'

export const profileKey = (id: string) => ['profile', id] as const

/** A profile with all its versions. */
export const useProfile = (id: string) =>
  useQuery({
    queryKey: profileKey(id),
    queryFn: async () => {
      const found = (await run(CheckProfileDocument, { id })).checkProfile
      if (!found) throw new ApiError('NOT_FOUND', 404)
      return found
    },
    retry: false,
    // what is being edited is not replaced under the hands
    refetchOnWindowFocus: false,
  })

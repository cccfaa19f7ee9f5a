import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { CaseDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import type { CaseChange, LoadedCase } from './case-types.ts'

/** The case of the page, and how to put in what a mutation answered. */
export function useCase(id: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: async () => {
      const found = (await run(CaseDocument, { id })).case
      if (!found) throw new ApiError('NOT_FOUND', 404)
      return found
    },
    retry: false,
    refetchInterval: refreshMs,
  })
  const putIn = useCallback(
    (change: CaseChange) =>
      client.setQueryData<LoadedCase>(['case', id], (before) => before && { ...before, ...change }),
    [client, id],
  )
  return { ...query, putIn }
}

const refreshMs = 30_000

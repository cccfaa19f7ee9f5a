import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { CaseDocument } from '../../graphql/operations/generated/admin/graphql.ts'

/** The case as it was at the moment that is looked at. */
export function usePast(caseId: string) {
  const [past, setPast] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['case', caseId, past],
    queryFn: async () => (await run(CaseDocument, { id: caseId, at: past })).case,
    enabled: past !== null,
    // what was doesn't change
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return { past, setPast, pastCase: past === null ? null : (data ?? null) }
}

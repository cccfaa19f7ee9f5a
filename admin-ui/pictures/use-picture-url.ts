import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { run } from '../api/run.ts'
import { CaptureImageDocument } from '../../graphql/operations/generated/admin/graphql.ts'

export type Variant = 'MASKED' | 'RECTIFIED'

/**
 * The address of one frame. It is asked once and kept while the picture is in use, as each view is on record;
 * `renew` asks again when the address has run out.
 */
export function usePictureUrl(captureId: string | null, variant: Variant, frame: number) {
  const client = useQueryClient()
  const queryKey = ['picture', captureId, variant, frame]
  const { data, isPending, error } = useQuery({
    queryKey,
    queryFn: async () => {
      const { node } = await run(CaptureImageDocument, { id: captureId ?? '', variant, frame })
      return node && 'imageUrl' in node ? node.imageUrl : null
    },
    enabled: captureId !== null,
    staleTime: Infinity,
    retry: false,
  })
  const renew = useCallback(
    () => void client.invalidateQueries({ queryKey: ['picture', captureId, variant, frame] }),
    [client, captureId, variant, frame],
  )
  return { url: data ?? null, isPending: captureId !== null && isPending, error, renew }
}

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { CaptureImageDocument } from '../../graphql/operations/generated/admin/graphql.ts'

export type Variant = 'MASKED' | 'RECTIFIED'

/** A picture in the memory of this tab; null: there is none to be seen. */
export function usePictureUrl(captureId: string | null, variant: Variant, frame: number) {
  const client = useQueryClient()
  const { data, isPending, error, refetch } = useQuery({
    ...pictureQuery(client, captureId ?? '', variant, frame),
    enabled: captureId !== null,
  })
  return {
    url: data ?? null,
    isPending: captureId !== null && isPending,
    error,
    renew: () => void refetch(),
  }
}

/**
 * One frame's bytes. They are fetched once, as each view is on record, and kept while the picture is in use: its address is
 * good for minutes only, and the network may be gone.
 */
export function pictureQuery(
  client: QueryClient,
  captureId: string,
  variant: Variant,
  frame: number,
) {
  freeWhatIsRemoved(client)
  const queryKey = [pictureKey, captureId, variant, frame] as const
  return {
    queryKey,
    queryFn: async (): Promise<string | null> => {
      const { node } = await run(CaptureImageDocument, { id: captureId, variant, frame })
      const address = node && 'imageUrl' in node ? node.imageUrl : null
      if (address === null) {
        free(client.getQueryData(queryKey))
        return null
      }
      const response = await fetch(address).catch((cause: unknown) => {
        throw new ApiError('NETWORK', 0, { cause })
      })
      if (!response.ok) throw new ApiError('NOT_FOUND', response.status)
      free(client.getQueryData(queryKey))
      return URL.createObjectURL(await response.blob())
    },
    // what was not there, or not open, may be by now
    staleTime: ({ state }: { state: { data: unknown } }) => (state.data === null ? 0 : Infinity),
    retry: false,
  } as const
}

/** Pictures are not open any more: none of them stays in the memory, nor on the page. */
export function forgetPictures(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [pictureKey] })) {
    const { data } = query.state
    query.setData(null)
    free(data)
  }
}

export const pictureKey = 'picture'
const watched = new WeakSet<QueryClient>()

/** Pictures that nobody looks at any more leave the memory. */
function freeWhatIsRemoved(client: QueryClient): void {
  if (watched.has(client)) return
  watched.add(client)
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'removed' && query.queryKey[0] === pictureKey) free(query.state.data)
  })
}

function free(url: unknown): void {
  if (typeof url === 'string') URL.revokeObjectURL(url)
}

import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiError } from '../api/api-error.ts'
import { frameKey } from './drawing.ts'
import type { LoadedMasking } from './masking-types.ts'

export interface HeldFrame {
  readonly key: string
  readonly captureId: string
  readonly slot: LoadedMasking['pictures'][number]['slot']
  readonly index: number
  /** Frames of this picture. */
  readonly of: number
  /** In the memory of this tab; null: not there yet, or not to be had. */
  readonly address: string | null
  readonly failed: boolean
}

/**
 * Pictures that nobody else may see. Each is fetched once, as each view is on record, and leaves the memory with the page or
 * when the task is not held any more.
 */
export function useHeldPictures(task: LoadedMasking | null) {
  const client = useQueryClient()
  const id = task?.mine === true ? task.id : null
  useEffect(() => () => forget(client, id), [client, id])
  const frames = (task?.pictures ?? []).flatMap(({ captureId, slot, frames: all }) =>
    all.map(({ url }, index) => ({
      key: frameKey(captureId, index),
      captureId,
      slot,
      index,
      of: all.length,
      url,
    })),
  )
  const loaded = useQueries({
    queries: frames.map(({ key, url }) => ({
      queryKey: [heldKey, id, key],
      queryFn: () => load(url),
      staleTime: Infinity,
      retry: false,
    })),
  })
  return {
    frames: frames.map(({ key, captureId, slot, index, of }, i): HeldFrame => ({
      key,
      captureId,
      slot,
      index,
      of,
      address: loaded[i]?.data ?? null,
      failed: loaded[i]?.isError === true,
    })),
    retry: () => loaded.forEach((each) => void (each.isError && each.refetch())),
  }
}

async function load(url: string): Promise<string> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ApiError('NETWORK', 0, { cause })
  })
  if (!response.ok) throw new ApiError('NOT_FOUND', response.status)
  return URL.createObjectURL(await response.blob())
}

function forget(client: QueryClient, id: string | null): void {
  for (const [, address] of client.getQueriesData<string>({ queryKey: [heldKey, id] }))
    if (address !== undefined) URL.revokeObjectURL(address)
  client.removeQueries({ queryKey: [heldKey, id] })
}

const heldKey = 'heldPicture'

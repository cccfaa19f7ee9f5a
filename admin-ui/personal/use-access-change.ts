import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { LoadedSession } from '../case/case-types.ts'
import { forgetPictures, pictureKey } from '../pictures/use-picture-url.ts'

/**
 * Keeps what the page has in step with what the member may see: pictures leave the memory, or are asked for again, when that
 * changes; and when a reveal is over, the page is read anew.
 */
export function useAccessChange(
  { open, until }: LoadedSession['personalAccess'],
  reload: () => Promise<void>,
): void {
  const client = useQueryClient()
  const pictures = open.includes('PICTURES')
  const before = useRef(pictures)
  useEffect(() => {
    if (before.current === pictures) return
    before.current = pictures
    if (pictures) void client.invalidateQueries({ queryKey: [pictureKey] })
    else forgetPictures(client)
  }, [client, pictures])
  const onEnd = useEffectEvent(() => void reload())
  useEffect(() => {
    if (until === null) return undefined
    // a moment later, so that the server thinks so too
    const timer = setTimeout(() => onEnd(), Math.max(0, Date.parse(until) - Date.now()) + 500)
    return () => clearTimeout(timer)
  }, [until])
}

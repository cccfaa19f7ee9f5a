import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { pictureQuery, type Variant } from './use-picture-url.ts'

export interface Film {
  readonly state: 'STILL' | 'LOADING' | 'PLAYING'
  readonly toggle: () => void
}

/** Plays the frames of a capture at the pace at which they were taken. */
export function useFilm(
  capture: { readonly id: string; readonly frameTimesMs: readonly number[] } | null,
  variant: Variant,
  frame: number,
  onFrame: (frame: number) => void,
): Film {
  const client = useQueryClient()
  const [state, setState] = useState<Film['state']>('STILL')
  const times = capture?.frameTimesMs ?? []
  const show = useEffectEvent(onFrame)
  const firstShown = useEffectEvent(() => (frame >= times.length - 1 ? 0 : frame))
  const captureId = capture?.id ?? null
  const timesKey = times.join(',')

  // another picture lies there now
  const [laid, setLaid] = useState(captureId)
  if (laid !== captureId) {
    setLaid(captureId)
    setState('STILL')
  }

  useEffect(() => {
    if (state !== 'LOADING' || captureId === null) return undefined
    let given = false
    void loadAll(captureId)
    return () => {
      given = true
    }

    async function loadAll(id: string): Promise<void> {
      const frames = Array.from(timesKey.split(','), (_time, index) => index)
      const next = async (): Promise<void> => {
        const index = frames.shift()
        if (index === undefined || given) return
        // a frame that can't be had is left out
        await client.fetchQuery(pictureQuery(client, id, variant, index)).catch(() => null)
        return next()
      }
      await Promise.all(Array.from({ length: loadersAtOnce }, next))
      if (!given) setState('PLAYING')
    }
  }, [client, state, captureId, variant, timesKey])

  useEffect(() => {
    if (state !== 'PLAYING') return undefined
    const clock = timesKey.split(',').map(Number)
    const first = firstShown()
    const startedMs = performance.now() - ((clock[first] ?? 0) - (clock[0] ?? 0))
    const timer = setInterval(() => {
      const filmMs = (clock[0] ?? 0) + performance.now() - startedMs
      const index = clock.findLastIndex((atMs) => atMs <= filmMs)
      show(Math.max(0, index))
      if (index >= clock.length - 1) setState('STILL')
    }, 40)
    return () => clearInterval(timer)
  }, [state, timesKey])

  return {
    state,
    toggle: () =>
      setState((before) => (before === 'STILL' && times.length > 1 ? 'LOADING' : 'STILL')),
  }
}

const loadersAtOnce = 4

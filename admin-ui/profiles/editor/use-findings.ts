import { useEffect, useRef, useState } from 'react'
import { lintProfile, type LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import type { LintAnswer } from './lint-worker.ts'

export interface Findings {
  readonly findings: readonly LintFinding[]
  /** True: the profile has changed since, and the linter is still at it. */
  readonly pending: boolean
}

/** What the linter says of the profile as it is now, found beside the typing. */
export function useFindings(profile: CheckProfile): Findings {
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const [answer, setAnswer] = useState(() => ({ of: profile, findings: lintProfile(profile) }))
  useEffect(() => {
    const made = new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => {
    if (answer.of === profile) return undefined
    const { current } = worker
    const mine = (turn.current += 1)
    // a worker has no origin
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const ask = setTimeout(() => current?.postMessage({ turn: mine, profile }), pauseMs)
    const hear = ({ data }: MessageEvent<LintAnswer>) => {
      if (data.turn === mine) setAnswer({ of: profile, findings: data.findings })
    }
    current?.addEventListener('message', hear)
    return () => {
      clearTimeout(ask)
      current?.removeEventListener('message', hear)
    }
  }, [profile, answer.of])
  return { findings: answer.findings, pending: answer.of !== profile }
}

/** Between two letters of a quick hand. */
const pauseMs = 150

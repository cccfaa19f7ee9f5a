import { useEffect, useMemo, useRef, useState } from 'react'
import { regimes, dayInJapan } from '../../../domain/regulation.ts'
import { lawPackOf } from '../../../rules/law-packs.ts'
import { lintProfile, type Law, type LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { useViewer } from '../../auth/use-viewer.ts'
import type { LintAnswer, LintQuestion } from './lint-worker.ts'

export interface Findings {
  readonly findings: readonly LintFinding[]
  /** True: the profile has changed since, and the linter is still at it. */
  readonly pending: boolean
}

/** What the linter says of the profile as it is now, found beside the typing. */
export function useFindings(profile: CheckProfile): Findings {
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const law = useLaw(profile)
  const [answer, setAnswer] = useState(() => ({
    of: profile,
    law,
    findings: lintProfile(profile, law),
  }))
  useEffect(() => {
    const made = new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => {
    if (answer.of === profile && answer.law === law) return undefined
    const { current } = worker
    const mine = (turn.current += 1)
    const question: LintQuestion = { turn: mine, profile, law }
    // a worker has no origin
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const ask = setTimeout(() => current?.postMessage(question), pauseMs)
    const hear = ({ data }: MessageEvent<LintAnswer>) => {
      if (data.turn === mine) setAnswer({ of: profile, law, findings: data.findings })
    }
    current?.addEventListener('message', hear)
    return () => {
      clearTimeout(ask)
      current?.removeEventListener('message', hear)
    }
  }, [profile, law, answer])
  return { findings: answer.findings, pending: answer.of !== profile }
}

/** Between two letters of a quick hand. */
const pauseMs = 150

/** The company's law, today or from the day that the draft is made for, on the method that this release runs. */
function useLaw(profile: CheckProfile): Law | null {
  const viewer = useViewer()
  const regime = regimes.find((each) => each === viewer?.regime)
  const day = dayInJapan(new Date(lawPackOf(profile)?.effectiveFrom ?? Date.now()))
  return useMemo(() => (regime ? { regime, method: 'DOC_SELFIE', day } : null), [regime, day])
}

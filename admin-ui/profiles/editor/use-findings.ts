import { useEffect, useMemo, useRef, useState } from 'react'
import { dayInJapan } from '../../../domain/japan-days.ts'
import { regimes } from '../../../domain/regulation.ts'
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

interface Answered {
  readonly of: CheckProfile
  readonly law: Law | null
  readonly findings: readonly LintFinding[]
}

/** What the linter says of the profile as it is now, found beside the typing. */
export function useFindings(profile: CheckProfile): Findings {
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const law = useLaw(profile)
  const [answer, setAnswer] = useState<Answered | null>(null)
  useEffect(() => {
    const made = new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    return () => {
      worker.current = null
      made.terminate()
    }
  }, [])
  const isFirst = answer === null
  const pending = answer?.of !== profile || answer.law !== law
  useEffect(() => {
    if (!pending) return undefined
    const mine = (turn.current += 1)
    const question: LintQuestion = { turn: mine, profile, law }
    const { current } = worker
    const lintHere = () => {
      worker.current = null
      setAnswer({ of: profile, law, findings: lintProfile(profile, law) })
    }
    const ask = setTimeout(
      () => {
        // a worker has no origin
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        if (current) current.postMessage(question)
        else lintHere()
      },
      isFirst ? 0 : pauseMs,
    )
    const hear = ({ data }: MessageEvent<LintAnswer>) => {
      if (data.turn === mine) setAnswer({ of: profile, law, findings: data.findings })
    }
    current?.addEventListener('message', hear)
    // it could not be loaded: better a pause in the typing than a draft that can't be saved
    current?.addEventListener('error', lintHere)
    return () => {
      clearTimeout(ask)
      current?.removeEventListener('message', hear)
      current?.removeEventListener('error', lintHere)
    }
  }, [profile, law, pending, isFirst])
  return { findings: answer?.findings ?? none, pending }
}

const none: readonly LintFinding[] = []

/** Between two letters of a quick hand. */
const pauseMs = 150

/** The company's law, today or from the day that the draft is made for, on the method that this release runs. */
function useLaw(profile: CheckProfile): Law | null {
  const viewer = useViewer()
  const regime = regimes.find((each) => each === viewer?.regime)
  const day = dayInJapan(new Date(lawPackOf(profile)?.effectiveFrom ?? Date.now()))
  return useMemo(() => (regime ? { regime, method: 'DOC_SELFIE', day } : null), [regime, day])
}

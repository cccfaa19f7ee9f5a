import { lintProfile, type Law, type LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'

export interface LintQuestion {
  readonly turn: number
  readonly profile: CheckProfile
  readonly law: Law | null
}
export interface LintAnswer {
  readonly turn: number
  readonly findings: readonly LintFinding[]
}

// the linter tries many cases; typing must not wait for it
globalThis.addEventListener('message', ({ data }: MessageEvent<LintQuestion>) => {
  const answer: LintAnswer = { turn: data.turn, findings: lintProfile(data.profile, data.law) }
  // a worker has no origin
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  globalThis.postMessage(answer)
})

import { lintProfile } from '../../../rules/lint.ts'
import { checkProfileShape } from '../../../rules/profile-schema.ts'

export interface LintAnswer {
  readonly turn: number
  readonly findings: ReturnType<typeof lintProfile>
}

// the linter tries many cases; typing must not wait for it
globalThis.addEventListener(
  'message',
  ({ data }: MessageEvent<{ turn: number; profile: unknown }>) => {
    const parsed = checkProfileShape.safeParse(data.profile)
    if (!parsed.success) return
    const answer: LintAnswer = { turn: data.turn, findings: lintProfile(parsed.data) }
    // a worker has no origin
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    globalThis.postMessage(answer)
  },
)

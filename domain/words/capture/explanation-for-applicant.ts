import type { ReasonCode } from '../../reason-codes.ts'
import type { CaptureWords } from './keys.ts'

export interface TellableReason {
  readonly reason: string
  /** What to do about it, where the reason does not say so itself. */
  readonly advice: string | null
}

/** What an applicant reads for reasons that may be told, each sentence once; others have none. */
export function explanationForApplicant(
  { reasons, advice }: CaptureWords,
  codes: readonly ReasonCode[],
): readonly TellableReason[] {
  const disclosed: Readonly<Partial<Record<ReasonCode, string>>> = reasons
  const advised: Readonly<Partial<Record<ReasonCode, string>>> = advice
  return [...new Set(codes)].flatMap((code) => {
    const reason = disclosed[code]
    return reason === undefined ? [] : [{ reason, advice: advised[code] ?? null }]
  })
}

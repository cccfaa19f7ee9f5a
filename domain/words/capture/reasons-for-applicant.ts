import type { ReasonCode } from '../../reason-codes.ts'
import type { CaptureWords } from './keys.ts'

/** What the applicant reads for these reasons: each sentence once, the neutral one for whatever may not be disclosed. */
export const reasonsForApplicant = (
  { reasons, texts }: CaptureWords,
  codes: readonly ReasonCode[],
): readonly string[] => {
  const disclosed: Readonly<Partial<Record<ReasonCode, string>>> = reasons
  return [...new Set(codes.map((code) => disclosed[code] ?? texts['result.ng']))]
}

import type { Words } from '../words/words.ts'

/** A length of time in the one unit that tells it best: 40 s, 3.5 min, 2.1 h. */
export function durationPhrase(ms: number, t: Words): string {
  if (ms < 100_000) return t.analytics.seconds(String(Math.round(ms / 1000)))
  if (ms < 7_200_000) return t.analytics.minutes(oneDecimal(ms / 60_000))
  return t.analytics.hours(oneDecimal(ms / 3_600_000))
}

export const sharePhrase = (share: number): string => `${oneDecimal(share * 100)} %`

const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10)

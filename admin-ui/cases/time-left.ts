import type { Words } from '../words/words.ts'

/** How urgent: far, in the last quarter of an hour, past. */
export type Urgency = 'CALM' | 'SOON' | 'LATE'

/** @param soonMs from when on it is urgent */
export function urgencyOf(leftMs: number, soonMs: number): Urgency {
  if (leftMs < 0) return 'LATE'
  return leftMs < soonMs ? 'SOON' : 'CALM'
}

/** 残り1時間5分 / 12 min late. Seconds are told only in the last two minutes. */
export function timeLeftPhrase(leftMs: number, { queue }: Words): string {
  const late = leftMs < 0
  const seconds = Math.floor(Math.abs(leftMs) / 1000)
  const minutes = Math.floor(seconds / 60)
  if (!late && seconds < 120) return queue.leftSeconds(seconds)
  if (minutes < 60) return late ? queue.lateMinutes(minutes) : queue.leftMinutes(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours < 48) {
    return late ? queue.lateHours(hours, minutes % 60) : queue.leftHours(hours, minutes % 60)
  }
  const days = Math.floor(hours / 24)
  return late ? queue.lateDays(days) : queue.leftDays(days)
}

/** When a company's applicants come: by the hour of the day and the day of the week in Japan, and more of them as months go by. */
export interface Rhythm {
  /** The moment by which this share (0…1) of all applicants has come, in ms since 1970. */
  momentOf(share: number): number
}

const hourMs = 3_600_000
const japanMs = 9 * hourMs

/** Visitors an hour, from midnight in Japan: few at night, a first peak at lunch, the highest after nine in the evening. */
const byHour = [
  14, 8, 5, 3, 3, 5, 11, 20, 30, 38, 44, 48, 62, 52, 46, 44, 46, 52, 60, 66, 74, 82, 70, 38,
]
/** From Sunday. */
const byWeekday = [1.18, 0.96, 0.92, 0.93, 0.94, 1, 1.22]
/** How much busier the end is than the beginning. */
const growth = 1.6

export function createRhythm(fromMs: number, toMs: number): Rhythm {
  const hours = Math.max(1, Math.ceil((toMs - fromMs) / hourMs))
  const sums = new Float64Array(hours + 1)
  for (let i = 0; i < hours; i += 1) {
    const day = new Date(fromMs + i * hourMs + japanMs)
    const weight = (byHour[day.getUTCHours()] ?? 1) * (byWeekday[day.getUTCDay()] ?? 1)
    sums[i + 1] = (sums[i] ?? 0) + weight * (1 + (growth - 1) * (i / hours))
  }
  const total = sums[hours] ?? 1
  return {
    momentOf(share) {
      const wanted = Math.min(Math.max(share, 0), 1) * total
      let [low, high] = [0, hours - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle + 1] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      const [before = 0, after = 1] = sums.subarray(low, low + 2)
      const inside = after > before ? (wanted - before) / (after - before) : 0
      return Math.min(toMs, Math.floor(fromMs + (low + inside) * hourMs))
    },
  }
}

/** 9:00 to 21:00 in Japan, every day: when this company's reviewers sit at their desks. */
export function nextStaffedMs(atMs: number): number {
  const hour = (((atMs + japanMs) % (24 * hourMs)) + 24 * hourMs) % (24 * hourMs)
  const [opens, closes] = [9 * hourMs, 21 * hourMs]
  if (hour < opens) return atMs + (opens - hour)
  return hour < closes ? atMs : atMs + (24 * hourMs - hour) + opens
}

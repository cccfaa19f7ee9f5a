/** The calendar day in Japan of an instant, YYYY-MM-DD. */
export const dayInJapan = (instant: Date): string => japan.format(instant)
// made once: making one takes a hundred times as long as using it
const japan = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' })

/** The first instant of a day in Japan, which has no summer time. @param day YYYY-MM-DD @returns ISO 8601 */
export const startOfDayInJapan = (day: string): string =>
  new Date(`${day}T00:00:00+09:00`).toISOString()

/** The first instant after it. @param day YYYY-MM-DD @returns ISO 8601 */
export const endOfDayInJapan = (day: string): string =>
  new Date(Date.parse(startOfDayInJapan(day)) + dayMs).toISOString()

const dayMs = 86_400_000

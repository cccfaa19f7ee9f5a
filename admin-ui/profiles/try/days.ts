const dayMs = 86_400_000

/** The first instant of a day in Japan. @param day as 2026-11-25 */
export const dayInJapan = (day: string): string => new Date(`${day}T00:00:00+09:00`).toISOString()

/** The first instant after it. */
export const dayAfterInJapan = (day: string): string =>
  new Date(Date.parse(dayInJapan(day)) + dayMs).toISOString()

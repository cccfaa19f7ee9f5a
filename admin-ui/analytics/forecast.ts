/** How many cases come in each hour of the week, 0 Monday 0:00 … 167 Sunday 23:00, in Japan. */
export type HourlyRates = readonly number[]

export interface ForecastPoint {
  /** Start of the hour, milliseconds since 1970. */
  readonly atMs: number
  readonly arrivals: number
  /** At the end of the hour. */
  readonly waiting: number
}
export interface Forecast {
  readonly points: readonly ForecastPoint[]
  /** When nobody waits any more; null: not within the day. */
  readonly emptyAtMs: number | null
  /** Longest that a case waits before someone takes it. */
  readonly longestWaitMs: number
}

const hourMs = 3_600_000
const japanMs = 9 * hourMs

/**
 * Rates from counts by weekday and hour.
 * @param spanMs length of the span that was counted; shorter than a week, the hours that it lacks count as empty
 */
export function hourlyRates(
  arrivals: readonly { readonly weekday: number; readonly hour: number; readonly cases: number }[],
  spanMs: number,
): HourlyRates {
  const weeks = Math.max(1, spanMs / (7 * 24 * hourMs))
  const rates = Array.from({ length: 168 }, () => 0)
  for (const { weekday, hour, cases } of arrivals) rates[(weekday - 1) * 24 + hour] = cases / weeks
  return rates
}

/**
 * The next 24 hours of a queue, hour by hour: what waits, plus what comes, less what `reviewers` people finish at `typicalMs`
 * a case. A fluid, without chance: the middle of what may happen, no bound.
 */
export function forecastQueue({
  waiting,
  rates,
  reviewers,
  typicalMs,
  nowMs,
}: {
  readonly waiting: number
  readonly rates: HourlyRates
  readonly reviewers: number
  readonly typicalMs: number
  readonly nowMs: number
}): Forecast {
  const perHour = (reviewers * hourMs) / typicalMs
  const points: ForecastPoint[] = []
  let left = waiting
  let emptyAtMs: number | null = waiting === 0 ? nowMs : null
  let longestWaitMs = perHour > 0 ? (waiting / perHour) * hourMs : 0
  for (let hour = 0; hour < 24; hour += 1) {
    const atMs = nowMs + hour * hourMs
    const arrivals = rates[hourOfWeek(atMs)] ?? 0
    const before = left
    left = Math.max(0, before + arrivals - perHour)
    if (left === 0 && emptyAtMs === null) {
      // arrivals and work both run evenly through the hour
      emptyAtMs = atMs + (before / (perHour - arrivals)) * hourMs
    }
    if (perHour > 0) longestWaitMs = Math.max(longestWaitMs, (left / perHour) * hourMs)
    points.push({ atMs, arrivals, waiting: left })
  }
  return { points, emptyAtMs, longestWaitMs }
}

function hourOfWeek(atMs: number): number {
  const local = new Date(atMs + japanMs)
  return ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours()
}

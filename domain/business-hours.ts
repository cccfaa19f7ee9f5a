import { z } from 'zod'

const minuteOfDay = z.number().int().min(0).max(1440)

/** When a company's reviewers work, in Japan. A tenant without such hours works around the clock. */
export const businessHoursSchema = z
  .strictObject({
    /** Minutes from midnight in Japan. */
    opensAt: minuteOfDay,
    closesAt: minuteOfDay,
    /** 0: Sunday … 6: Saturday. */
    weekdays: z.array(z.number().int().min(0).max(6)).min(1).max(7),
    onPublicHolidays: z.boolean().default(false),
    /** 年末年始: from 12-29 to 01-03, as offices keep it (行政機関の休日に関する法律1条). */
    onYearEnd: z.boolean().default(false),
    /** The company's own closed days, YYYY-MM-DD. */
    closedDays: z.array(z.iso.date()).max(400).default([]),
  })
  .refine(({ opensAt, closesAt }) => opensAt < closesAt, {
    path: ['closesAt'],
    message: 'expected a later time than opensAt',
  })
export type BusinessHours = z.infer<typeof businessHoursSchema>

const [minuteMs, dayMs, japanMs] = [60_000, 86_400_000, 9 * 3_600_000]
/** A calendar without an open day for so long is wrong; due times then run around the clock. */
const mostDays = 3660

/**
 * When work of this length is due that came at this moment, counted in the company's own hours. Japan has no summer time.
 * @param hours null: around the clock
 * @param isHoliday of a day in Japan, YYYY-MM-DD
 */
export function dueTime(
  cameMs: number,
  workMs: number,
  hours: BusinessHours | null,
  isHoliday: (day: string) => boolean,
): number {
  if (hours === null) return cameMs + workMs
  const firstDay = Math.floor((cameMs + japanMs) / dayMs)
  let left = workMs
  for (let day = firstDay; day < firstDay + mostDays; day += 1) {
    if (!isOpenDay(day, hours, isHoliday)) continue
    const midnightMs = day * dayMs - japanMs
    const fromMs = Math.max(cameMs, midnightMs + hours.opensAt * minuteMs)
    const openMs = midnightMs + hours.closesAt * minuteMs - fromMs
    if (openMs <= 0) continue
    // what ends with the day ends that evening, not the next morning
    if (left <= openMs) return fromMs + left
    left -= openMs
  }
  return cameMs + workMs
}

/** Whether anybody works on a day. @param day days since 1970 in Japan */
export function isOpenDay(
  day: number,
  hours: BusinessHours,
  isHoliday: (day: string) => boolean,
): boolean {
  const iso = new Date(day * dayMs).toISOString().slice(0, 10)
  const weekday = (((day + 4) % 7) + 7) % 7
  if (!hours.weekdays.includes(weekday) || hours.closedDays.includes(iso)) return false
  if (!hours.onYearEnd && isYearEnd(iso.slice(5))) return false
  return hours.onPublicHolidays || !isHoliday(iso)
}

const isYearEnd = (monthDay: string): boolean => monthDay >= '12-29' || monthDay <= '01-03'

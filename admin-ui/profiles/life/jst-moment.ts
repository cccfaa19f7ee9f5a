import { dayInJapan, endOfDayInJapan } from '../../../domain/japan-days.ts'

/** A moment as a field for day and time shows it: as it is in Japan, YYYY-MM-DDTHH:mm. @param instant ISO 8601 */
export const fieldOfMoment = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(new Date(instant))
    .replace(' ', 'T')

/** The moment that a field for day and time means in Japan, ISO 8601; null: none. Japan has no summer time. */
export function momentOfField(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null
  const moment = new Date(`${text}:00+09:00`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/** Midnight in Japan that comes next, ISO 8601. */
export const tomorrow = (): string => endOfDayInJapan(dayInJapan(new Date()))

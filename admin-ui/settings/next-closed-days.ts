import { isOpenDay, type BusinessHours } from '../../domain/business-hours.ts'
import { isPublicHoliday } from '../../domain/public-holidays.ts'
import { dayInJapan } from '../../domain/japan-days.ts'

const dayMs = 86_400_000
const aYear = 366

/** The next days on which nobody works although it would be a working day by the week, within a year. YYYY-MM-DD */
export function nextClosedDays(hours: BusinessHours, from: Date, most: number): readonly string[] {
  const first = Math.floor(Date.parse(dayInJapan(from)) / dayMs)
  const everyDay = { ...hours, onPublicHolidays: true, onYearEnd: true, closedDays: [] }
  const closed: string[] = []
  for (let day = first; day < first + aYear && closed.length < most; day += 1) {
    if (isOpenDay(day, everyDay, isPublicHoliday) && !isOpenDay(day, hours, isPublicHoliday))
      closed.push(new Date(day * dayMs).toISOString().slice(0, 10))
  }
  return closed
}

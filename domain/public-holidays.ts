import japan from '@holiday-jp/holiday_jp'

/**
 * 国民の祝日, with 振替休日 and 国民の休日 (国民の祝日に関する法律). After 2050-12-31 nobody has reckoned the equinoxes yet.
 * @param day in Japan, YYYY-MM-DD
 */
export const isPublicHoliday = (day: string): boolean => Object.hasOwn(japan.holidays, day)

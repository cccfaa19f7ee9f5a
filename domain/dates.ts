/** A day read from a document. `nominal`: printed in an era outside its span, as 平成35年 on licences of before 2019. */
export interface JapaneseDate {
  /** Gregorian, YYYY-MM-DD. */
  readonly iso: string
  readonly nominal: boolean
}

/**
 * A date as Japanese documents and forms print it: `平成 5年 3月15日生`, `R6.6.1`, `2024年(令和06年)06月01日まで有効`, `1985-12-31`.
 * Text around the date is ignored; a day that no calendar has gives null, never the day after.
 */
export function parseJapaneseDate(text: string): JapaneseDate | null {
  const folded = text
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/元(?=[年.\-/])/g, '1')
  // the licence's belt: the Western year counts, the era in brackets repeats it
  const belt = /(?<!\d)(\d{4})年\((?:令和|平成|昭和)\d{1,2}年\)(\d{1,2})月(\d{1,2})日/.exec(folded)
  if (belt) return western(belt)
  const era =
    /(令和|平成|昭和|大正|明治|(?<![A-Z])[RHSTM])(\d{1,2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})(?!\d)/i.exec(
      folded,
    )
  if (era) return inEra(era)
  const plain = /(?<!\d)(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})(?!\d)/.exec(folded)
  return plain && western(plain)
}

/**
 * The day in the era it falls in, the newer era on the two days that belong to both: `昭和51年12月12日`.
 * @param iso YYYY-MM-DD; days before 明治 are printed with the Western year
 */
export function formatEra(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  const era = eras.find(({ start }) => start <= iso)
  if (!era) return `${year}年${month}月${day}日`
  const yearOfEra = year - era.base
  return `${era.name}${yearOfEra === 1 ? '元' : yearOfEra}年${month}月${day}日`
}

/**
 * Full years on a day, by the plain birthday: one born on 02-29 is a year older from 03-01 in common years.
 * The law counts from the day before (年齢計算ニ関スル法律); for a least age this is the stricter side by one day.
 * @param birthIso @param dayIso the day in Japan; both YYYY-MM-DD
 */
export function ageOnDay(birthIso: string, dayIso: string): number {
  const years = Number(dayIso.slice(0, 4)) - Number(birthIso.slice(0, 4))
  return dayIso.slice(5) < birthIso.slice(5) ? years - 1 : years
}

/** Whole days from one day to another, negative when `toIso` is earlier; both YYYY-MM-DD. */
export const daysFromTo = (fromIso: string, toIso: string): number =>
  Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 86_400_000)

/** `base` + year of the era = Gregorian year; newest first. */
const eras = [
  { name: '令和', letter: 'R', base: 2018, start: '2019-05-01', end: null },
  { name: '平成', letter: 'H', base: 1988, start: '1989-01-08', end: '2019-04-30' },
  { name: '昭和', letter: 'S', base: 1925, start: '1926-12-25', end: '1989-01-07' },
  // 1926-12-25 and 1912-07-30 belong to the era that ended and to the one that began
  { name: '大正', letter: 'T', base: 1911, start: '1912-07-30', end: '1926-12-25' },
  { name: '明治', letter: 'M', base: 1867, start: '1868-01-25', end: '1912-07-30' },
] as const

function inEra([, nameOrLetter = '', year, month, day]: readonly string[]): JapaneseDate | null {
  const era = eras.find(
    ({ name, letter }) => name === nameOrLetter || letter === nameOrLetter.toUpperCase(),
  )
  if (!era || Number(year) === 0) return null
  const iso = calendarDay(era.base + Number(year), Number(month), Number(day))
  if (iso === null) return null
  return { iso, nominal: iso < era.start || (era.end !== null && iso > era.end) }
}

function western([, year, month, day]: readonly string[]): JapaneseDate | null {
  const iso = calendarDay(Number(year), Number(month), Number(day))
  return iso === null ? null : { iso, nominal: false }
}

function calendarDay(year: number, month: number, day: number): string | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (year < 1 || days === undefined || day < 1 || day > days) return null
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-')
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

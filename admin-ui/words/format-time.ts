import type { StaffLocale } from './words.ts'

const tags: Record<StaffLocale, string> = { ja: 'ja-JP', en: 'en-GB' }

/** Times are shown as they are in Japan, whatever the computer thinks. */
export const formatTime = (instant: string, locale: StaffLocale): string =>
  new Intl.DateTimeFormat(tags[locale], {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))

/** To the second, where moments follow each other quickly. */
export const formatMoment = (instant: string, locale: StaffLocale): string =>
  new Intl.DateTimeFormat(tags[locale], {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(instant))

export const formatDay = (instant: string, locale: StaffLocale): string =>
  new Intl.DateTimeFormat(tags[locale], { timeZone: 'Asia/Tokyo', dateStyle: 'long' }).format(
    new Date(instant),
  )

export const formatCount = (count: number, locale: StaffLocale): string =>
  new Intl.NumberFormat(tags[locale]).format(count)

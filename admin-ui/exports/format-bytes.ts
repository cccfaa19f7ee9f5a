import type { StaffLocale } from '../words/words.ts'

const units = ['B', 'kB', 'MB', 'GB'] as const

/** `12.3 MB`, thousands by thousands. */
export function formatBytes(bytes: number, locale: StaffLocale): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const value = new Intl.NumberFormat(locale, { maximumFractionDigits: step > 1 ? 1 : 0 }).format(
    bytes / 1000 ** step,
  )
  return `${value} ${units[step]}`
}

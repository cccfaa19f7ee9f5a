/** A month of Japan, which is nine hours ahead and knows no summer time. @returns `2026-11` */
export const monthInJapan = (at: Date): string =>
  new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 7)

/** Null while somebody is typing. */
export function spanOfMonth(month: string): { from: string; to: string } | null {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === undefined || number === undefined) return null
  const begin = (months: number) =>
    new Date(Date.UTC(Number(year), Number(number) - 1 + months) - 9 * 3_600_000).toISOString()
  return { from: begin(0), to: begin(1) }
}

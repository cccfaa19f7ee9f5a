export interface RegulationRow {
  readonly method: string
  readonly allowedToday: boolean
  readonly label: string | null
  readonly endsOn: string | null
}
export type RegulationNotice = {
  readonly method: string
  readonly label: string
} & (
  | { readonly kind: 'ENDS'; readonly endsOn: string; readonly daysLeft: number }
  | { readonly kind: 'ENDED' }
)

/** Whoever must change a method needs months: it is told half a year before. */
const noticeDays = 190

/** Which methods in use end soon or have ended, the most urgent first. @param today in Japan, YYYY-MM-DD */
export function regulationNotices(
  rows: readonly RegulationRow[],
  usedMethods: readonly string[],
  today: string,
): readonly RegulationNotice[] {
  return rows
    .filter(({ method }) => usedMethods.includes(method))
    .flatMap((row): readonly RegulationNotice[] => {
      const label = row.label ?? row.method
      if (!row.allowedToday) return [{ kind: 'ENDED', method: row.method, label }]
      if (row.endsOn === null) return []
      const daysLeft = Math.round((Date.parse(row.endsOn) - Date.parse(today)) / dayMs)
      return daysLeft <= noticeDays
        ? [{ kind: 'ENDS', method: row.method, label, endsOn: row.endsOn, daysLeft }]
        : []
    })
    .toSorted((a, b) => daysOf(a) - daysOf(b))
}

const daysOf = (notice: RegulationNotice): number =>
  notice.kind === 'ENDED' ? -1 : notice.daysLeft

const dayMs = 86_400_000

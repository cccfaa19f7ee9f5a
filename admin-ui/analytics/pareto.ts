/** Counts with the share of all that they and those before them make, 0…1. */
export function addedUp<Row>(
  rows: readonly Row[],
  countOf: (row: Row) => number,
): readonly { readonly row: Row; readonly together: number }[] {
  const all = rows.reduce((sum, row) => sum + countOf(row), 0)
  let sum = 0
  return rows.map((row) => {
    sum += countOf(row)
    return { row, together: all > 0 ? sum / all : 0 }
  })
}

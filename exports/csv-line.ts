/** What a spreadsheet takes for the start of a formula, in full width too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
const needsQuotes = /[",\r\n]|^\s|\s$/
const digits = /^\d+$/

/**
 * One line of RFC 4180, with its CRLF. A cell that a spreadsheet would run is led by an apostrophe; digits stand in quotes.
 * @param asText of each column: whether its digits are written as `="0123"`, which Excel keeps as text
 */
export function csvLine(cells: readonly string[], asText: readonly boolean[] | null): string {
  let line = ''
  for (let i = 0; i < cells.length; i += 1) {
    if (i > 0) line += ','
    line += csvCell(cells[i] ?? '', asText?.[i] ?? false)
  }
  return `${line}\r\n`
}

function csvCell(cell: string, asText: boolean): string {
  if (cell === '') return ''
  if (digits.test(cell)) return asText ? `"=""${cell}"""` : `"${cell}"`
  const safe = formula.test(cell) ? `'${cell}` : cell
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

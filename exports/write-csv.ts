import { columnsOf, type Column } from './columns.ts'
import { csvLine } from './csv-line.ts'
import { encoders } from './encodings.ts'
import type { ExportRow } from './export-row.ts'
import type { CsvLayout } from './spec.ts'

/** Set where a character was replaced by 〓, since the encoding has none for it. */
const lossyHeading = { ja: '変換不能文字あり', en: 'Characters replaced' }

export interface CsvWriter {
  readonly columns: readonly Column[]
  /** Mark of the encoding and the line of headings. */
  readonly head: () => Buffer
  readonly lines: (rows: readonly ExportRow[]) => Buffer
}

/** A CSV as bytes, a group of rows at a time. */
export function createCsvWriter(layout: CsvLayout): CsvWriter {
  const { locale, encoding } = layout
  const columns = columnsOf(layout.columns)
  const { prefix, fit, encode, whole } = encoders[encoding]
  const asText = layout.digitsAsText ? columns.map(({ digits }) => digits) : null

  function line(row: ExportRow): string {
    const cells = columns.map(({ cell }) => cell(row, locale) ?? '')
    if (whole) return csvLine(cells, asText)
    const fitted = cells.map(fit)
    const lossy = fitted.some((each) => each.lossy)
    return csvLine([...fitted.map(({ text }) => text), lossy ? '1' : ''], asText)
  }

  return {
    columns,
    head() {
      const headings = columns.map(({ heading }) => fit(heading[locale]).text)
      const all = whole ? headings : [...headings, lossyHeading[locale]]
      return Buffer.concat([prefix, encode(csvLine(all, null))])
    },
    lines: (rows) => encode(rows.map(line).join('')),
  }
}

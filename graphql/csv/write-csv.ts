import { stringify } from 'csv-stringify/sync'
import { columns, type ExportRow } from './columns.ts'
import { encoders, type CsvEncoding } from './encodings.ts'

const lossyTitle = '変換不能文字あり'

/**
 * The export as bytes, a chunk for each group of rows: RFC 4180 with CRLF, and cells that a spreadsheet would take for
 * a formula are led by an apostrophe.
 */
export async function* writeCsv(
  groups: AsyncIterable<readonly ExportRow[]>,
  encoding: CsvEncoding,
): AsyncGenerator<Buffer> {
  const { prefix, fit, encode } = encoders[encoding]
  const lines = (rows: readonly (readonly string[])[]): Buffer =>
    encode(stringify([...rows], { record_delimiter: 'windows', escape_formulas: true }))

  yield Buffer.concat([prefix, lines([[...columns.map(([title]) => title), lossyTitle]])])
  for await (const group of groups) {
    yield lines(
      group.map((row) => {
        const cells = columns.map(([, cell]) => fit(cell(row) ?? ''))
        return [...cells.map(({ text }) => text), cells.some(({ lossy }) => lossy) ? '1' : '']
      }),
    )
  }
}

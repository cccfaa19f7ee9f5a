import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | Buffer | null | readonly string[]

/** Lines of Postgres' text format, gathered for one table and written by COPY. */
export interface CopyRows {
  add(row: readonly Cell[]): void
  /** Takes what was gathered since the last time, to be written while more is gathered. */
  take(): (client: Client) => Promise<void>
}

/** @param columns in the order of the rows' cells */
export function createCopyRows(table: string, columns: readonly string[]): CopyRows {
  let lines: string[] = []
  return {
    add(row) {
      lines.push(row.map(cell).join('\t'))
    },
    take() {
      const text = lines.length > 0 ? `${lines.join('\n')}\n` : null
      lines = []
      return async (client) => {
        if (text === null) return
        const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
        stream.end(text)
        await finished(stream)
      }
    },
  }
}

function cell(value: Cell): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  // codes and ids only: nothing that an array literal would have to quote
  return `{${value.join(',')}}`
}

const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

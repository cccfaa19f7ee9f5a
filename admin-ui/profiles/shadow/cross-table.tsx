import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { alpha, type Theme } from '@mui/material/styles'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'

export type CellTone = 'good' | 'bad' | 'warn' | 'none'

export interface CrossSide {
  readonly key: string
  readonly label: string
}

/** Counts by two things, with their sums. */
export function CrossTable({
  label,
  rowsTitle,
  columnsTitle,
  rows,
  columns,
  count,
  toneOf,
}: {
  readonly label: string
  readonly rowsTitle: string
  readonly columnsTitle: string
  readonly rows: readonly CrossSide[]
  readonly columns: readonly CrossSide[]
  readonly count: (row: string, column: string) => number
  /** Of cells that are not empty. */
  readonly toneOf: (row: string, column: string) => CellTone
}) {
  const { t, locale } = useWords()
  const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0)
  const head = { fontWeight: 600, color: 'text.secondary' } as const
  return (
    <Table size="small" aria-label={label}>
      <TableHead>
        <TableRow>
          <TableCell sx={head}>
            {rowsTitle} ＼ {columnsTitle}
          </TableCell>
          {columns.map(({ key, label: name }) => (
            <TableCell key={key} align="right" sx={head}>
              {name}
            </TableCell>
          ))}
          <TableCell align="right" sx={head}>
            {t.shadow.sum}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key}>
            <TableCell component="th" scope="row" sx={head}>
              {row.label}
            </TableCell>
            {columns.map((column) => {
              const many = count(row.key, column.key)
              const tone = many > 0 ? toneOf(row.key, column.key) : 'none'
              return (
                <TableCell
                  key={column.key}
                  align="right"
                  sx={{
                    fontWeight: tone === 'none' ? 400 : 600,
                    color: many === 0 ? 'text.secondary' : 'text.primary',
                    bgcolor: (theme) => tint(theme, tone),
                  }}
                >
                  {formatCount(many, locale)}
                </TableCell>
              )
            })}
            <TableCell align="right">
              {formatCount(sum(columns.map((column) => count(row.key, column.key))), locale)}
            </TableCell>
          </TableRow>
        ))}
        <TableRow>
          <TableCell component="th" scope="row" sx={head}>
            {t.shadow.sum}
          </TableCell>
          {columns.map((column) => (
            <TableCell key={column.key} align="right">
              {formatCount(sum(rows.map((row) => count(row.key, column.key))), locale)}
            </TableCell>
          ))}
          <TableCell align="right">
            {formatCount(
              sum(rows.flatMap((row) => columns.map((column) => count(row.key, column.key)))),
              locale,
            )}
          </TableCell>
        </TableRow>
      </TableBody>
    </Table>
  )
}

const tint = ({ palette }: Theme, tone: CellTone): string | undefined => {
  if (tone === 'none') return undefined
  const { main } = { good: palette.success, bad: palette.error, warn: palette.warning }[tone]
  return alpha(main, palette.mode === 'dark' ? 0.24 : 0.14)
}

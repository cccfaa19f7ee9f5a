import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { alpha, useTheme } from '@mui/material/styles'
import { effectKinds, type EffectKind } from '../../../rules/profile-schema.ts'
import { sharePhrase } from '../../analytics/duration.ts'
import { toneColor } from '../../parts/tone-chip.tsx'
import type { Tone } from '../../theme/tones.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { Cell } from './figures.ts'

/** How deep a cell's colour is: seen at all, and words on it must still be read. */
const [faintest, deepest] = [0.12, 0.4]

/** Counts by row and column; the deeper a cell, the more of its row. The colour says what it means. */
export function HeatTable({
  label,
  rowsLabel,
  columnsLabel,
  cells,
  toneOf,
}: {
  readonly label: string
  readonly rowsLabel: string
  readonly columnsLabel: string
  readonly cells: readonly Cell[]
  readonly toneOf: (row: EffectKind, column: EffectKind) => Tone
}) {
  const { t, locale } = useWords()
  const theme = useTheme()
  const rows = effectKinds.filter((kind) => cells.some(({ row }) => row === kind))
  const columns = effectKinds.filter((kind) => cells.some(({ column }) => column === kind))
  const countAt = (row: EffectKind, column: EffectKind) =>
    cells.find((cell) => cell.row === row && cell.column === column)?.attempts ?? 0
  return (
    <Table size="small" aria-label={label} sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 116, color: 'text.secondary', verticalAlign: 'bottom', px: 1 }}>
            {rowsLabel} ↓ {columnsLabel} →
          </TableCell>
          {columns.map((column) => (
            <TableCell
              key={column}
              align="center"
              sx={{ fontWeight: 600, px: 0.5, verticalAlign: 'bottom' }}
            >
              {t.effects[column]}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const whole = columns.reduce((sum, column) => sum + countAt(row, column), 0)
          return (
            <TableRow key={row}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 600, px: 1 }}>
                {t.effects[row]}
                <Typography variant="caption" component="div" color="text.secondary">
                  {formatCount(whole, locale)}
                </Typography>
              </TableCell>
              {columns.map((column) => {
                const count = countAt(row, column)
                const share = whole === 0 ? 0 : count / whole
                const color = toneColor(theme, toneOf(row, column))
                return (
                  <TableCell
                    key={column}
                    align="center"
                    sx={{
                      px: 0.5,
                      border: 2,
                      borderColor: 'background.paper',
                      bgcolor:
                        count === 0
                          ? 'transparent'
                          : alpha(color, faintest + share * (deepest - faintest)),
                    }}
                  >
                    <Box
                      component="span"
                      sx={{
                        fontWeight: count === 0 ? 400 : 600,
                        color: count === 0 ? 'text.secondary' : 'text.primary',
                      }}
                    >
                      {formatCount(count, locale)}
                    </Box>
                    {count > 0 && (
                      <Typography variant="caption" component="div">
                        {sharePhrase(share)}
                      </Typography>
                    )}
                  </TableCell>
                )
              })}
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

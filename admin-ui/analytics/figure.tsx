import ChartIcon from '@mui/icons-material/BarChartOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import {
  Box,
  Card,
  IconButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Tooltip,
  Typography,
} from '@mui/material'
import { useId, useState, type ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'

/** Room for the words under an axis; with the library's own they don't fit and are left out. */
export const axisHeight = 38

export interface FigureColumn<Row> {
  readonly label: string
  readonly text: (row: Row) => ReactNode
  readonly align?: 'right'
}

/** A picture of rows, and the rows themselves at the press of a button. */
export function Figure<Row>({
  title,
  help,
  rows,
  keyOf,
  columns,
  actions,
  children,
}: {
  readonly title: string
  readonly help?: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly FigureColumn<Row>[]
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const label = asTable ? t.analytics.showChart : t.analytics.showTable
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography id={id} variant="h6" component="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {actions}
        <Tooltip title={label}>
          <IconButton size="small" aria-label={label} onClick={() => setAsTable(!asTable)}>
            {asTable ? <ChartIcon fontSize="small" /> : <TableIcon fontSize="small" />}
          </IconButton>
        </Tooltip>
      </Box>
      {help !== undefined && (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {help}
        </Typography>
      )}
      {rows.length === 0 ? (
        <Typography color="text.secondary" sx={{ py: 5, textAlign: 'center' }}>
          {t.analytics.emptyFigure}
        </Typography>
      ) : asTable ? (
        <RowsOfFigure title={title} rows={rows} keyOf={keyOf} columns={columns} />
      ) : (
        children
      )}
    </Card>
  )
}

function RowsOfFigure<Row>({
  title,
  rows,
  keyOf,
  columns,
}: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly FigureColumn<Row>[]
}) {
  return (
    <Box sx={{ overflow: 'auto', maxHeight: 420 }} tabIndex={0} role="region" aria-label={title}>
      <Table size="small" stickyHeader aria-label={title}>
        <TableHead>
          <TableRow>
            {columns.map(({ label, align }) => (
              <TableCell
                key={label}
                align={align ?? 'left'}
                sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}
              >
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)}>
              {columns.map(({ label, text, align }) => (
                <TableCell key={label} align={align ?? 'left'}>
                  {text(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

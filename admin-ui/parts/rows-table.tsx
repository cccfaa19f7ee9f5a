import { Box, Checkbox, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { visuallyHidden } from '@mui/utils'
import { useEffect, useRef, type ReactNode, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { useWords } from '../words/use-words.ts'

export interface Column<Row> {
  readonly label: string
  readonly render: (row: Row) => ReactNode
  readonly align?: 'left' | 'right'
  readonly width?: number | string
}

export interface Marks<Row> {
  readonly has: (row: Row) => boolean
  readonly toggle: (row: Row) => void
  readonly markAll: (marked: boolean) => void
  readonly allLabel: string
  readonly labelOf: (row: Row) => string
}

/** Rows of a list; a row with an address opens it by a click, and by Enter where it is chosen. */
export function RowsTable<Row extends { readonly id: string }>({
  label,
  rows,
  columns,
  addressOf,
  chosen,
  marks,
}: {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly addressOf?: (row: Row) => string
  /** Index of the row that the keyboard stands on. */
  readonly chosen?: number
  /** Rows that are marked for what is done with several at once. */
  readonly marks?: Marks<Row>
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const chosenRow = useRef<HTMLTableRowElement>(null)
  useEffect(() => chosenRow.current?.scrollIntoView({ block: 'nearest' }), [chosen])
  return (
    <Table size="small" aria-label={label}>
      <TableHead>
        <TableRow>
          {marks && (
            <TableCell padding="checkbox">
              <Checkbox
                size="small"
                checked={rows.length > 0 && rows.every(marks.has)}
                indeterminate={rows.some(marks.has) && !rows.every(marks.has)}
                onChange={(event) => marks.markAll(event.target.checked)}
                slotProps={{ input: { 'aria-label': marks.allLabel } }}
              />
            </TableCell>
          )}
          {columns.map((column) => (
            <TableCell
              key={column.label}
              align={column.align ?? 'left'}
              sx={{
                fontWeight: 600,
                color: 'text.secondary',
                whiteSpace: 'nowrap',
                width: column.width,
              }}
            >
              {column.label === '' ? (
                // seen by its buttons; a reader of the screen needs its name
                <Box component="span" sx={visuallyHidden}>
                  {t.app.actions}
                </Box>
              ) : (
                column.label
              )}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row, index) => (
          <TableRow
            key={row.id}
            hover={addressOf !== undefined}
            selected={index === chosen}
            ref={index === chosen ? chosenRow : null}
            {...(addressOf && {
              tabIndex: 0,
              sx: { cursor: 'pointer' },
              onClick: () => void navigate(addressOf(row)),
              onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) {
                  event.preventDefault()
                  void navigate(addressOf(row))
                }
              },
            })}
          >
            {marks && (
              <TableCell padding="checkbox" onClick={(event) => event.stopPropagation()}>
                <Checkbox
                  size="small"
                  checked={marks.has(row)}
                  onChange={() => marks.toggle(row)}
                  slotProps={{ input: { 'aria-label': marks.labelOf(row) } }}
                />
              </TableCell>
            )}
            {columns.map((column) => (
              <TableCell key={column.label} align={column.align ?? 'left'} sx={{ py: 0.9 }}>
                {column.render(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

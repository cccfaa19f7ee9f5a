import DownIcon from '@mui/icons-material/KeyboardArrowDown'
import UpIcon from '@mui/icons-material/KeyboardArrowUp'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Checkbox, FormControlLabel, IconButton, Tooltip, Typography } from '@mui/material'
import { useWords } from '../words/use-words.ts'
import type { ExportColumn } from './export-types.ts'
import { toggled } from '../parts/toggled.ts'
import { movedUp } from './column-order.ts'

const groups = ['APPLICATION', 'PERSON', 'DOCUMENT', 'CHECKS', 'RESULT'] as const

/** All columns by group to tick, and beside them those that are in the file, in their order. */
export function ColumnChooser({
  columns,
  chosen,
  onChange,
}: {
  readonly columns: readonly ExportColumn[]
  readonly chosen: readonly string[]
  readonly onChange: (keys: string[]) => void
}) {
  const { t } = useWords()
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 330px' },
      }}
    >
      <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {groups.map((group) => (
          <Box key={group} role="group" aria-label={t.exports.groups[group]}>
            <Typography variant="caption" color="text.secondary" sx={{ fontWeight: 600 }}>
              {t.exports.groups[group]}
            </Typography>
            <Box
              sx={{
                display: 'grid',
                gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))',
              }}
            >
              {columns
                .filter((column) => column.group === group)
                .map(({ key, heading, allowed }) => (
                  <Tooltip key={key} title={allowed ? '' : t.exports.notAllowed}>
                    <FormControlLabel
                      disabled={!allowed}
                      control={
                        <Checkbox
                          size="small"
                          sx={{ py: 0.4 }}
                          checked={chosen.includes(key)}
                          onChange={() => onChange(toggled(chosen, key))}
                        />
                      }
                      label={<Typography variant="body2">{heading}</Typography>}
                    />
                  </Tooltip>
                ))}
            </Box>
          </Box>
        ))}
      </Box>
      <ChosenList columns={columns} chosen={chosen} onChange={onChange} />
    </Box>
  )
}

function ChosenList({
  columns,
  chosen,
  onChange,
}: {
  readonly columns: readonly ExportColumn[]
  readonly chosen: readonly string[]
  readonly onChange: (keys: string[]) => void
}) {
  const { t } = useWords()
  const nameOf = (key: string) => columns.find((column) => column.key === key)?.heading ?? key
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1, alignSelf: 'start' }}>
      <Typography variant="body2" sx={{ fontWeight: 600, px: 0.5 }}>
        {t.exports.chosen(chosen.length)}
      </Typography>
      <Box
        component="ol"
        // it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={t.exports.chosen(chosen.length)}
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 420, overflowY: 'auto' }}
      >
        {chosen.map((key, i) => (
          <Box
            component="li"
            key={key}
            sx={{
              display: 'flex',
              alignItems: 'center',
              pl: 0.5,
              '&:hover': { bgcolor: 'action.hover' },
            }}
          >
            <Typography variant="body2" noWrap sx={{ flex: 1 }}>
              {nameOf(key)}
            </Typography>
            <IconButton
              size="small"
              aria-label={t.exports.up(nameOf(key))}
              disabled={i === 0}
              onClick={() => onChange(movedUp(chosen, i))}
            >
              <UpIcon fontSize="inherit" />
            </IconButton>
            <IconButton
              size="small"
              aria-label={t.exports.down(nameOf(key))}
              disabled={i === chosen.length - 1}
              onClick={() => onChange(movedUp(chosen, i + 1))}
            >
              <DownIcon fontSize="inherit" />
            </IconButton>
            <IconButton
              size="small"
              aria-label={t.exports.remove(nameOf(key))}
              onClick={() => onChange(toggled(chosen, key))}
            >
              <CloseIcon fontSize="inherit" />
            </IconButton>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

import { Box, Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material'
import type { CsvLayoutInput } from '../../graphql/operations/generated/admin/graphql.ts'
import { useWords } from '../words/use-words.ts'

const encodings = ['UTF8_BOM', 'UTF8', 'CP932'] as const
const locales = ['ja', 'en'] as const

/** Encoding and language of the file. */
export function FileShape({
  layout,
  onChange,
}: {
  readonly layout: CsvLayoutInput
  readonly onChange: (layout: CsvLayoutInput) => void
}) {
  const { t } = useWords()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
      <TextField
        select
        label={t.exports.encoding}
        value={layout.encoding}
        helperText={layout.encoding === 'CP932' ? t.exports.cp932Help : undefined}
        onChange={({ target }) =>
          onChange({
            ...layout,
            encoding: encodings.find((each) => each === target.value) ?? layout.encoding,
          })
        }
        sx={{ width: 260 }}
      >
        {encodings.map((each) => (
          <MenuItem key={each} value={each}>
            {t.exports.encodings[each]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t.exports.headings}
        value={layout.locale}
        onChange={({ target }) =>
          onChange({
            ...layout,
            locale: locales.find((each) => each === target.value) ?? layout.locale,
          })
        }
        sx={{ width: 130 }}
      >
        {locales.map((each) => (
          <MenuItem key={each} value={each}>
            {t.exports.languages[each]}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={
          <Checkbox
            checked={layout.digitsAsText ?? false}
            onChange={({ target }) => onChange({ ...layout, digitsAsText: target.checked })}
          />
        }
        label={t.exports.digitsAsText}
      />
    </Box>
  )
}

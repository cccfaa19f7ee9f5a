import { MenuItem, TextField } from '@mui/material'
import { useWords } from '../words/use-words.ts'

const choices = [30, 90, 365]

/** Days of what was chosen; null: it does not end by itself. */
export const daysOf = (life: string): number | null => (life === '' ? null : Number(life))

/** After how many days a key ends by itself. */
export function KeyLife({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (life: string) => void
}) {
  const { t } = useWords()
  return (
    <TextField
      select
      size="small"
      label={t.apiKeys.life}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      {choices.map((days) => (
        <MenuItem key={days} value={String(days)}>
          {t.apiKeys.days(days)}
        </MenuItem>
      ))}
      <MenuItem value="">{t.apiKeys.endsNever}</MenuItem>
    </TextField>
  )
}

import { InputAdornment, TextField } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { readNumber, type NumberLimits } from './read-number.ts'

/** A number within its limits; what doesn't fit is shown as wrong and not taken over. */
export function NumberField({
  label,
  value,
  limits,
  unit,
  help,
  width = 150,
  commitOnBlur = false,
  onChange,
}: {
  readonly label: string
  readonly value: number | null
  readonly limits: NumberLimits
  readonly unit: string
  readonly help?: string
  readonly width?: number | string
  /** Taken over at leave or Enter: a number that moves things is not followed digit by digit. */
  readonly commitOnBlur?: boolean
  readonly onChange: (value: number | null) => void
}) {
  const { t } = useWords()
  // null: nothing is being typed, so the value itself is shown
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && readNumber(typed, limits) === undefined
  const type = (text: string) => {
    setTyped(text)
    if (!commitOnBlur) take(text)
  }
  const take = (text: string) => {
    const read = readNumber(text, limits)
    if (read !== undefined) onChange(read)
  }
  const leave = () => {
    if (commitOnBlur && typed !== null) take(typed)
    setTyped(null)
  }
  return (
    <TextField
      label={label}
      value={typed ?? (value === null ? '' : String(value))}
      error={wrong}
      helperText={wrong ? t.profiles.between(limits.min, limits.max, unit) : help}
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (commitOnBlur && event.key === 'Enter') leave()
      }}
      sx={{ width }}
      slotProps={{
        htmlInput: { inputMode: 'decimal', autoComplete: 'off' },
        input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  )
}

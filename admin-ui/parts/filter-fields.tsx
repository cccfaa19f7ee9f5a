import { MenuItem, TextField, ToggleButton } from '@mui/material'
import { useEffect, useState } from 'react'
import { useFilter } from './filter-bar.tsx'

/** Free text; it filters half a second after the last letter. */
export function TextFilter({
  name,
  label,
  help,
  width = 200,
}: {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly width?: number
}) {
  const [value, change] = useFilter(name)
  const stored = typeof value === 'string' ? value : ''
  const [typed, setTyped] = useState(stored)
  useEffect(() => setTyped(stored), [stored])
  useEffect(() => {
    if (typed === stored) return undefined
    const timer = setTimeout(() => change(typed), 500)
    return () => clearTimeout(timer)
  })
  return (
    <TextField
      type="search"
      label={label}
      title={help}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ width }}
    />
  )
}

export function DayFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, change] = useFilter(name)
  return (
    <TextField
      type="date"
      label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => change(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 160 }}
    />
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
}

export function ChoiceFilter({
  name,
  label,
  all,
  choices,
  width = 160,
}: {
  readonly name: string
  readonly label: string
  readonly all: string
  readonly choices: readonly Choice[]
  readonly width?: number
}) {
  const [value, change] = useFilter(name)
  return (
    <TextField
      select
      label={label}
      value={typeof value === 'string' || typeof value === 'boolean' ? String(value) : ''}
      onChange={(event) => change(event.target.value)}
      sx={{ width }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{all}</MenuItem>
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  )
}

export function FlagFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, change] = useFilter(name)
  return (
    <ToggleButton
      size="small"
      value={name}
      selected={value === true}
      onChange={() => change(value === true ? null : true)}
      sx={{ textTransform: 'none', px: 1.5 }}
    >
      {label}
    </ToggleButton>
  )
}

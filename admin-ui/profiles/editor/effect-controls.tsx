import {
  Autocomplete,
  Box,
  FormControlLabel,
  FormHelperText,
  Switch,
  TextField,
} from '@mui/material'
import { useState, type ComponentType } from 'react'
import { slots } from '../../../domain/method.ts'
import { isReasonCode } from '../../../domain/reason-codes.ts'
import { slotWords } from '../../../domain/words/slots.ts'
import { effectSchema } from '../../../rules/profile-schema.ts'
import { ReasonPicker } from '../../case/reason-picker.tsx'
import { useWords } from '../../words/use-words.ts'
import type { EffectControl } from '../effect-fields.ts'
import { NumberField } from './number-field.tsx'

export interface ControlProps {
  readonly label: string
  readonly help: string
  readonly value: unknown
  /** Names of queues that are in use already. */
  readonly queues: readonly string[]
  readonly onChange: (value: unknown) => void
}

function Reasons({ label, help, value, onChange }: ControlProps) {
  const codes = Array.isArray(value) ? value.filter((each) => isReasonCode(String(each))) : []
  return <ReasonPicker label={label} help={help} value={codes} onChange={onChange} />
}

function Slots({ label, help, value, onChange }: ControlProps) {
  const { locale } = useWords()
  const chosen = Array.isArray(value) ? slots.filter((slot) => value.includes(slot)) : []
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={slots}
      value={chosen}
      getOptionLabel={(slot) => slotWords[locale][slot]}
      onChange={(_event, next) => onChange(next)}
      renderInput={(props) => (
        <TextField {...props} label={label} placeholder={chosen.length === 0 ? help : ''} />
      )}
    />
  )
}

function Queue({ label, help, value, queues, onChange }: ControlProps) {
  const queue = String(value)
  // null: nothing is being typed
  const [typed, setTyped] = useState<string | null>(null)
  const isQueue = (text: string) => effectSchema.safeParse({ kind: 'REVIEW', queue: text }).success
  const take = (text: string) => {
    setTyped(text)
    if (isQueue(text)) onChange(text)
  }
  return (
    <Autocomplete
      freeSolo
      disableClearable
      options={[...queues]}
      value={queue}
      inputValue={typed ?? queue}
      onInputChange={(_event, text, reason) => {
        if (reason !== 'reset') take(text)
      }}
      onChange={(_event, text) => {
        onChange(text)
        setTyped(null)
      }}
      onBlur={() => setTyped(null)}
      renderInput={(props) => (
        <TextField
          {...props}
          label={label}
          error={typed !== null && !isQueue(typed)}
          helperText={help}
        />
      )}
    />
  )
}

function Priority({ label, help, value, onChange }: ControlProps) {
  return (
    <NumberField
      label={label}
      help={help}
      value={typeof value === 'number' ? value : 0}
      limits={{ min: 0, max: 100, whole: true, nullable: false }}
      unit=""
      width="100%"
      onChange={onChange}
    />
  )
}

function Flag({ label, help, value, onChange }: ControlProps) {
  return (
    <Box>
      <FormControlLabel
        control={<Switch checked={value === true} onChange={() => onChange(value !== true)} />}
        label={label}
      />
      <FormHelperText sx={{ mt: 0 }}>{help}</FormHelperText>
    </Box>
  )
}

export const effectControls: Record<EffectControl, ComponentType<ControlProps>> = {
  REASONS: Reasons,
  SLOTS: Slots,
  QUEUE: Queue,
  PRIORITY: Priority,
  FLAG: Flag,
}

import { Autocomplete, TextField } from '@mui/material'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { reasonWords } from '../../domain/words/reasons.ts'
import { useWords } from '../words/use-words.ts'
import { groupedReasons, reasonGroups } from './reason-groups.ts'

/** Reasons, by group and searchable by word or code. */
export function ReasonPicker({
  value,
  label,
  help,
  onChange,
  disabled = false,
}: {
  readonly value: readonly ReasonCode[]
  readonly label: string
  readonly help: string
  readonly disabled?: boolean
  readonly onChange: (codes: readonly ReasonCode[]) => void
}) {
  const { t, locale } = useWords()
  return (
    <Autocomplete
      multiple
      data-field="reasons"
      disableCloseOnSelect
      autoHighlight
      disabled={disabled}
      options={groupedReasons}
      value={[...value]}
      onChange={(_event, codes) => onChange(codes)}
      groupBy={(code) => t.reasonGroups[reasonGroups[code]]}
      getOptionLabel={(code) => reasonWords[locale][code]}
      filterOptions={(codes, { inputValue }) => {
        const wanted = inputValue.trim().toLowerCase()
        return codes.filter((code) =>
          `${reasonWords[locale][code]} ${code}`.toLowerCase().includes(wanted),
        )
      }}
      renderInput={(props) => (
        <TextField {...props} label={label} placeholder={value.length === 0 ? help : ''} />
      )}
    />
  )
}

import { Autocomplete, MenuItem, TextField } from '@mui/material'
import type { ValueEditorProps } from 'react-querybuilder'
import { isReasonCode } from '../../../domain/reason-codes.ts'
import { reasonWords } from '../../../domain/words/reasons.ts'
import { wordsOfValue } from '../../../rules/enum-words.ts'
import { factsById, type FactDescriptor } from '../../../rules/facts.ts'
import { groupedReasons, reasonGroups } from '../../case/reason-groups.ts'
import { useWords } from '../../words/use-words.ts'
import { wantsList } from '../leaf.ts'
import { NumberField } from './number-field.tsx'
import { isWhole } from './read-number.ts'

/** The value of a comparison, as the kind of its fact asks. */
export function ValueField({ field, operator, value, ...props }: ValueEditorProps) {
  const fact = factsById.get(field)
  const given: unknown = value
  const change = (next: unknown) => props.handleOnChange(next)
  if (!fact) return null
  switch (fact.kind) {
    case 'NUMBER':
      return <NumberValue fact={fact} value={given} onChange={change} />
    case 'FLAG':
      return <FlagValue value={given} onChange={change} />
    case 'REASONS':
      return <ReasonValue value={given} onChange={change} />
    case 'ENUM':
      return wantsList(operator) ? (
        <ManyValues values={fact.values} value={given} onChange={change} />
      ) : (
        <OneValue values={fact.values} value={given} onChange={change} />
      )
  }
}

interface ValueProps {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function NumberValue({
  fact,
  value,
  onChange,
}: ValueProps & { readonly fact: Extract<FactDescriptor, { kind: 'NUMBER' }> }) {
  const { t } = useWords()
  return (
    <NumberField
      label={t.profiles.value}
      value={typeof value === 'number' ? value : null}
      limits={{ min: fact.min, max: fact.max, whole: isWhole(fact.unit), nullable: false }}
      unit={t.units[fact.unit]}
      onChange={onChange}
    />
  )
}

function FlagValue({ value, onChange }: ValueProps) {
  const { t } = useWords()
  return (
    <TextField
      select
      label={t.profiles.value}
      value={value === false ? 'no' : 'yes'}
      onChange={(event) => onChange(event.target.value === 'yes')}
      sx={{ width: 120 }}
    >
      <MenuItem value="yes">{t.app.yes}</MenuItem>
      <MenuItem value="no">{t.app.no}</MenuItem>
    </TextField>
  )
}

function OneValue({
  values,
  value,
  onChange,
}: ValueProps & { readonly values: readonly string[] }) {
  const { t, locale } = useWords()
  return (
    <TextField
      select
      label={t.profiles.value}
      value={typeof value === 'string' && values.includes(value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      sx={{ minWidth: 160, flex: 1, maxWidth: 220 }}
    >
      {values.map((each) => (
        <MenuItem key={each} value={each}>
          {wordsOfValue(each)[locale]}
        </MenuItem>
      ))}
    </TextField>
  )
}

function ManyValues({
  values,
  value,
  onChange,
}: ValueProps & { readonly values: readonly string[] }) {
  const { t, locale } = useWords()
  const chosen = Array.isArray(value) ? values.filter((each) => value.includes(each)) : []
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      disableClearable
      options={[...values]}
      value={chosen}
      getOptionLabel={(each) => wordsOfValue(each)[locale]}
      // a list without anything in it could never hold
      onChange={(_event, next) => next.length > 0 && onChange(next)}
      renderInput={(props) => <TextField {...props} label={t.profiles.value} />}
      sx={{ minWidth: 200, flex: 1, maxWidth: 460 }}
    />
  )
}

function ReasonValue({ value, onChange }: ValueProps) {
  const { t, locale } = useWords()
  const chosen = typeof value === 'string' && isReasonCode(value) ? value : groupedReasons[0]
  return (
    <Autocomplete
      disableClearable
      autoHighlight
      options={groupedReasons}
      {...(chosen && { value: chosen })}
      groupBy={(code) => t.reasonGroups[reasonGroups[code]]}
      getOptionLabel={(code) => reasonWords[locale][code]}
      onChange={(_event, code) => onChange(code)}
      renderInput={(props) => <TextField {...props} label={t.profiles.value} />}
      sx={{ minWidth: 200, flex: 1, maxWidth: 400 }}
    />
  )
}

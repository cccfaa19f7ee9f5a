import AddIcon from '@mui/icons-material/AddOutlined'
import RemoveIcon from '@mui/icons-material/CloseOutlined'
import GroupIcon from '@mui/icons-material/AccountTreeOutlined'
import {
  Autocomplete,
  Button,
  FormControlLabel,
  IconButton,
  MenuItem,
  Switch,
  TextField,
} from '@mui/material'
import type {
  ActionProps,
  CombinatorSelectorProps,
  ControlElementsProp,
  FieldSelectorProps,
  FullField,
  NotToggleProps,
  OperatorSelectorProps,
} from 'react-querybuilder'
import { checkWords } from '../../../domain/words/checks.ts'
import { facts, factsById } from '../../../rules/facts.ts'
import { useWords } from '../../words/use-words.ts'
import { operatorsFor } from '../leaf.ts'
import { ValueField } from './value-field.tsx'

/** Facts by check, searchable by word and by id. */
function FactSelector({ value = '', ...props }: FieldSelectorProps) {
  const { t, locale } = useWords()
  const ownerOf = (id: string) => {
    const owner = factsById.get(id)?.owner
    return owner === undefined || owner === 'ALL' ? t.app.all : checkWords[locale][owner]
  }
  const nameOf = (id: string) => factsById.get(id)?.words[locale] ?? id
  return (
    <Autocomplete
      disableClearable
      autoHighlight
      options={facts.map(({ id }) => id)}
      value={value}
      onChange={(_event, id) => props.handleOnChange(id)}
      groupBy={ownerOf}
      getOptionLabel={(id) => `${ownerOf(id)}: ${nameOf(id)}`}
      renderOption={({ key, ...option }, id) => (
        <li key={key} {...option}>
          {nameOf(id)}
        </li>
      )}
      renderInput={(input) => <TextField {...input} label={t.profiles.fact} />}
      sx={{ width: 310, maxWidth: '100%' }}
    />
  )
}

function OperatorSelector({ value = '', field, ...props }: OperatorSelectorProps) {
  const { t } = useWords()
  return (
    <TextField
      select
      label={t.profiles.operator}
      value={value}
      onChange={(event) => props.handleOnChange(event.target.value)}
      sx={{ width: 160 }}
    >
      {operatorsFor(field).map((name) => (
        <MenuItem key={name} value={name}>
          {t.operators[name]}
        </MenuItem>
      ))}
    </TextField>
  )
}

function Combinator({ value = 'and', ...props }: CombinatorSelectorProps) {
  const { t } = useWords()
  return (
    <TextField
      select
      label={t.profiles.when}
      value={value}
      onChange={(event) => props.handleOnChange(event.target.value)}
      sx={{ width: 190 }}
    >
      <MenuItem value="and">{t.profiles.all}</MenuItem>
      <MenuItem value="or">{t.profiles.any}</MenuItem>
    </TextField>
  )
}

function Not({ checked = false, ...props }: NotToggleProps) {
  const { t } = useWords()
  return (
    <FormControlLabel
      control={
        <Switch size="small" checked={checked} onChange={() => props.handleOnChange(!checked)} />
      }
      label={t.profiles.not}
      sx={{ ml: 0.5, mr: 1 }}
    />
  )
}

function AddCondition(props: ActionProps) {
  const { t } = useWords()
  return (
    <Button size="small" startIcon={<AddIcon />} onClick={(event) => props.handleOnClick(event)}>
      {t.profiles.addCondition}
    </Button>
  )
}

function AddGroup(props: ActionProps) {
  const { t } = useWords()
  return (
    <Button size="small" startIcon={<GroupIcon />} onClick={(event) => props.handleOnClick(event)}>
      {t.profiles.addGroup}
    </Button>
  )
}

function Remove(props: ActionProps) {
  const { t } = useWords()
  return (
    <IconButton
      size="small"
      aria-label={t.profiles.removeCondition}
      onClick={(event) => props.handleOnClick(event)}
      sx={{ mt: 0.25 }}
    >
      <RemoveIcon fontSize="small" />
    </IconButton>
  )
}

/** The builder's parts in the manager's own looks and words. */
export const builderControls: ControlElementsProp<FullField, string> = {
  fieldSelector: FactSelector,
  operatorSelector: OperatorSelector,
  valueEditor: ValueField,
  combinatorSelector: Combinator,
  notToggle: Not,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
}

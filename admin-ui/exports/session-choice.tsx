import { Autocomplete, Box, MenuItem, TextField, Typography } from '@mui/material'
import { sessionStatuses } from '../../domain/session-state.ts'
import { statusWords } from '../../domain/words/statuses.ts'
import type { FormFilter } from '../data/list-filters.ts'
import { useWords } from '../words/use-words.ts'

const own = new Set(['status', 'createdFrom', 'createdTo', 'sandbox'])

/** Which applications are wanted; filters that a list brought along and that have no field here stay as they are. */
export function SessionChoice({
  form,
  onChange,
}: {
  readonly form: FormFilter
  readonly onChange: (form: FormFilter) => void
}) {
  const { t, locale } = useWords()
  const wanted: readonly unknown[] = Array.isArray(form['status']) ? form['status'] : []
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  const set = (name: string, value: unknown) => onChange({ ...form, [name]: value })
  const day = (name: string, label: string) => (
    <TextField
      type="date"
      label={label}
      value={text(name)}
      onChange={({ target }) => set(name, target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 170 }}
    />
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      {day('createdFrom', t.exports.from)}
      {day('createdTo', t.exports.to)}
      <Autocomplete
        multiple
        disableCloseOnSelect
        limitTags={3}
        options={sessionStatuses}
        value={sessionStatuses.filter((status) => wanted.includes(status))}
        onChange={(_event, statuses) => set('status', statuses)}
        getOptionLabel={(status) => statusWords[locale][status]}
        renderInput={(props) => <TextField {...props} label={t.exports.status} />}
        sx={{ minWidth: 280, maxWidth: 460 }}
      />
      <TextField
        select
        label={t.exports.kind}
        value={text('sandbox')}
        onChange={({ target }) => set('sandbox', target.value === '' ? undefined : target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ width: 160 }}
      >
        <MenuItem value="">{t.app.all}</MenuItem>
        <MenuItem value="false">{t.app.live}</MenuItem>
        <MenuItem value="true">{t.app.sandbox}</MenuItem>
      </TextField>
      {Object.keys(form).some((name) => !own.has(name)) && (
        <Typography variant="caption" color="text.secondary">
          {t.exports.carried}
        </Typography>
      )}
    </Box>
  )
}

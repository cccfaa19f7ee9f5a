import { Autocomplete, Box, TextField } from '@mui/material'
import { locales } from '../../domain/method.ts'
import { sessionStatuses } from '../../domain/session-state.ts'
import { statusWords } from '../../domain/words/statuses.ts'
import { localeNames } from '../parts/locale-names.ts'
import { FilterBar, useFilter } from '../parts/filter-bar.tsx'
import { ChoiceFilter, DayFilter } from '../parts/filter-fields.tsx'
import { ToneMark } from '../parts/tone-chip.tsx'
import { sessionLooks } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'

export function SessionFilters() {
  const { t } = useWords()
  return (
    <FilterBar>
      <StatusFilter />
      <DayFilter name="createdFrom" label={t.sessions.createdFrom} />
      <DayFilter name="createdTo" label={t.sessions.createdTo} />
      <ChoiceFilter
        name="locale"
        label={t.sessions.locale}
        all={t.app.all}
        choices={locales.map((value) => ({ value, label: localeNames[value] }))}
        width={130}
      />
      <ChoiceFilter
        name="sandbox"
        label={t.sessions.kind}
        all={t.app.all}
        choices={[
          { value: 'false', label: t.app.live },
          { value: 'true', label: t.app.sandbox },
        ]}
      />
    </FilterBar>
  )
}

function StatusFilter() {
  const { t, locale } = useWords()
  const [value, change] = useFilter('status')
  const wanted: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      limitTags={2}
      options={sessionStatuses}
      value={sessionStatuses.filter((status) => wanted.includes(status))}
      onChange={(_event, statuses) => change(statuses)}
      getOptionLabel={(status) => statusWords[locale][status]}
      renderOption={({ key, ...props }, status) => (
        <Box component="li" key={key} {...props} sx={{ gap: 1 }}>
          <ToneMark look={sessionLooks[status]} />
          {statusWords[locale][status]}
        </Box>
      )}
      renderInput={(props) => <TextField {...props} label={t.sessions.status} />}
      sx={{ minWidth: 260, maxWidth: 420 }}
    />
  )
}

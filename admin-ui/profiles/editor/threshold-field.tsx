import { FormControlLabel, FormHelperText, MenuItem, Switch, TextField } from '@mui/material'
import { thresholdPhrase } from '../../../rules/threshold-phrase.ts'
import { thresholdsSchema, thresholdTable, type Thresholds } from '../../../rules/thresholds.ts'
import { useWords } from '../../words/use-words.ts'
import { setThresholds } from '../rule-edits.ts'
import { NumberField } from './number-field.tsx'
import { isWhole } from './read-number.ts'
import type { Draft } from './use-draft.ts'

/** One threshold: its name, its unit, and what moving it does. */
export function ThresholdField({
  threshold,
  draft,
}: {
  readonly threshold: keyof Thresholds
  readonly draft: Draft
}) {
  const { t, locale } = useWords()
  const descriptor = thresholdTable[threshold]
  const value = draft.profile.thresholds[threshold]
  const help = t.thresholdHelp[threshold](thresholdPhrase(threshold, value, locale))
  const label = descriptor.words[locale]
  const set = (next: unknown) => {
    const parsed = thresholdsSchema.safeParse({ ...draft.profile.thresholds, [threshold]: next })
    if (parsed.success) draft.edit((before) => setThresholds(before, parsed.data), threshold)
  }
  switch (descriptor.kind) {
    case 'NUMBER':
      return (
        <NumberField
          label={label}
          value={typeof value === 'number' ? value : null}
          limits={{ ...descriptor, whole: isWhole(descriptor.unit) }}
          unit={t.units[descriptor.unit]}
          help={help}
          width={330}
          onChange={set}
        />
      )
    case 'ENUM':
      return (
        <TextField
          select
          label={label}
          value={String(value)}
          helperText={help}
          onChange={(event) => set(event.target.value)}
          sx={{ width: 330 }}
        >
          {Object.entries(descriptor.values).map(([key, words]) => (
            <MenuItem key={key} value={key}>
              {words[locale]}
            </MenuItem>
          ))}
        </TextField>
      )
    case 'FLAG':
      return (
        <div>
          <FormControlLabel
            control={<Switch checked={value === true} onChange={() => set(value !== true)} />}
            label={label}
          />
          <FormHelperText>{help}</FormHelperText>
        </div>
      )
  }
}

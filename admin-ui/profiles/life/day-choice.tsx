import {
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material'
import { useWords } from '../../words/use-words.ts'
import { momentOfField } from './jst-moment.ts'

/** From when a version counts, in the making. Time in Japan, as the field has it; null: at once. */
export type DayTyped = string | null

/** Null: at once; undefined: no moment to come. */
export function momentOf(typed: DayTyped): string | null | undefined {
  if (typed === null) return null
  const moment = momentOfField(typed)
  return moment === null || moment <= new Date().toISOString() ? undefined : moment
}

/** At once, or from a day and time in Japan. */
export function DayChoice({
  typed,
  offered,
  onType,
}: {
  readonly typed: DayTyped
  /** What the field begins with, as the field has it. */
  readonly offered: string
  readonly onType: (typed: DayTyped) => void
}) {
  const { t } = useWords()
  const unfit = momentOf(typed) === undefined
  return (
    <FormControl sx={{ mt: 1 }}>
      <FormLabel id="from-when">{t.profileLife.fromWhen}</FormLabel>
      <RadioGroup
        aria-labelledby="from-when"
        value={typed === null ? 'NOW' : 'DAY'}
        onChange={(event) => onType(event.target.value === 'NOW' ? null : offered)}
      >
        <FormControlLabel value="NOW" control={<Radio />} label={t.profileLife.atOnce} />
        <FormControlLabel value="DAY" control={<Radio />} label={t.profileLife.fromDay} />
      </RadioGroup>
      {typed !== null && (
        <TextField
          type="datetime-local"
          label={t.profileLife.dayInJapan}
          value={typed}
          error={unfit}
          helperText={unfit ? t.profileLife.dayUnfit : t.profileLife.dayHelp}
          onChange={(event) => onType(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ mt: 1, width: 320 }}
        />
      )}
    </FormControl>
  )
}

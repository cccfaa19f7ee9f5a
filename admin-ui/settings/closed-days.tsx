import { Button, Chip, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { formatDay } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

const isoDay = /^\d{4}-\d{2}-\d{2}$/

/** Days on which the company is closed besides holidays. */
export function ClosedDays({
  days,
  mayWrite,
  onDays,
}: {
  readonly days: readonly string[]
  readonly mayWrite: boolean
  readonly onDays: (days: string[]) => void
}) {
  const { t, locale } = useWords()
  const words = t.settings.hours
  const [day, setDay] = useState('')
  const add = () => {
    onDays([...new Set([...days, day])].toSorted())
    setDay('')
  }
  return (
    <div role="group" aria-label={words.closedDays}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {words.closedDays}
      </Typography>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mb: 1.5 }}>
        {days.length === 0 && <Typography variant="body2">{words.noDays}</Typography>}
        {days.map((each) => (
          <Chip
            key={each}
            label={formatDay(each, locale)}
            {...(mayWrite && {
              onDelete: () => onDays(days.filter((other) => other !== each)),
              'aria-label': words.remove(formatDay(each, locale)),
            })}
          />
        ))}
      </Stack>
      {mayWrite && (
        <Stack direction="row" spacing={1}>
          <TextField
            type="date"
            size="small"
            label={words.addDay}
            value={day}
            onChange={({ target }) => setDay(target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Button
            variant="outlined"
            disabled={!isoDay.test(day) || days.includes(day) || days.length >= 400}
            onClick={add}
          >
            {words.add}
          </Button>
        </Stack>
      )}
    </div>
  )
}

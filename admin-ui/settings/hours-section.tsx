import {
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  MenuItem,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useState, type ReactNode } from 'react'
import { dueTime, type BusinessHours } from '../../domain/business-hours.ts'
import { isPublicHoliday } from '../../domain/public-holidays.ts'
import { SaveBusinessHoursDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { formatDay, formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { ClosedDays } from './closed-days.tsx'
import { nextClosedDays } from './next-closed-days.ts'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { toggled } from '../parts/toggled.ts'
import { useSectionDraft } from './use-section-draft.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 0]
const usual: BusinessHours = {
  opensAt: 540,
  closesAt: 1080,
  weekdays: [1, 2, 3, 4, 5],
  onPublicHolidays: false,
  onYearEnd: false,
  closedDays: [],
}
const quarters = Array.from({ length: 97 }, (_, i) => i * 15)
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When reviewers work: by it cases fall due. */
export function HoursSection({ tenant }: SectionProps) {
  const { t } = useWords()
  const mayWrite = useMayDo('leadReviews')
  const words = t.settings.hours
  const section = useSectionDraft<{ hours: BusinessHours | null }>(
    { hours: tenant.settings.businessHours },
    tenant.hoursVersion,
    async ({ hours }, expectedVersion) =>
      (await run(SaveBusinessHoursDocument, { hours, expectedVersion })).saveBusinessHours,
  )
  const { hours } = section.draft
  const change = (part: Partial<BusinessHours>) =>
    section.edit({ hours: { ...usual, ...hours, ...part } })
  const inOrder = hours === null || hours.opensAt < hours.closesAt
  const someDay = hours === null || hours.weekdays.length > 0
  return (
    <SectionForm
      help={words.help}
      section={section}
      sound={inOrder && someDay}
      mayWrite={mayWrite}
      readOnly={t.settings.readOnlyLead}
    >
      <FormControlLabel
        label={words.always}
        control={
          <Switch
            checked={hours === null}
            disabled={!mayWrite}
            onChange={() => section.edit({ hours: hours === null ? usual : null })}
          />
        }
      />
      {hours !== null && (
        <Stack spacing={2.5} sx={{ mt: 2 }}>
          <Stack direction="row" spacing={2}>
            {(['opensAt', 'closesAt'] as const).map((key) => (
              <TextField
                key={key}
                select
                size="small"
                label={key === 'opensAt' ? words.opens : words.closes}
                value={hours[key]}
                disabled={!mayWrite}
                error={!inOrder && key === 'closesAt'}
                helperText={!inOrder && key === 'closesAt' ? words.order : undefined}
                onChange={({ target }) => change({ [key]: Number(target.value) })}
                sx={{ minWidth: 140 }}
              >
                {[...new Set([...quarters, hours[key]])]
                  .toSorted((a, b) => a - b)
                  .map((minutes) => (
                    <MenuItem key={minutes} value={minutes}>
                      {clock(minutes)}
                    </MenuItem>
                  ))}
              </TextField>
            ))}
          </Stack>
          <FormControl component="fieldset" error={!someDay}>
            <FormLabel component="legend">{words.weekdays}</FormLabel>
            <FormGroup row>
              {weekdays.map((day) => (
                <Tick
                  key={day}
                  label={words.dayNames[day]}
                  checked={hours.weekdays.includes(day)}
                  disabled={!mayWrite}
                  onChange={() =>
                    change({ weekdays: toggled(hours.weekdays, day).toSorted((a, b) => a - b) })
                  }
                />
              ))}
            </FormGroup>
            {!someDay && <FormHelperText>{words.oneWeekday}</FormHelperText>}
          </FormControl>
          <FormGroup>
            <Tick
              label={words.onPublicHolidays}
              checked={hours.onPublicHolidays}
              disabled={!mayWrite}
              onChange={() => change({ onPublicHolidays: !hours.onPublicHolidays })}
            />
            <Tick
              label={words.onYearEnd}
              checked={hours.onYearEnd}
              disabled={!mayWrite}
              onChange={() => change({ onYearEnd: !hours.onYearEnd })}
            />
          </FormGroup>
          <ClosedDays
            days={hours.closedDays}
            mayWrite={mayWrite}
            onDays={(closedDays) => change({ closedDays })}
          />
          {inOrder && someDay && <Consequences hours={hours} />}
        </Stack>
      )}
    </SectionForm>
  )
}

/** What these hours lead to, by an example. */
function Consequences({ hours }: { readonly hours: BusinessHours }) {
  const { t, locale } = useWords()
  const words = t.settings.hours
  const [came] = useState(() => Date.now())
  const due = dueTime(came, 3_600_000, hours, isPublicHoliday)
  const say = (ms: number) => formatTime(new Date(ms).toISOString(), locale)
  return (
    <Box role="status">
      <Typography variant="body2">{words.example(say(came), say(due))}</Typography>
      <Typography variant="body2" color="text.secondary">
        {`${words.next}: ${nextClosedDays(hours, new Date(came), 6)
          .map((day) => formatDay(day, locale))
          .join(locale === 'ja' ? '、' : ', ')}`}
      </Typography>
    </Box>
  )
}

const Tick = ({
  label,
  ...box
}: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly disabled: boolean
  readonly onChange: () => void
}) => <FormControlLabel label={label} control={<Checkbox size="small" {...box} />} />

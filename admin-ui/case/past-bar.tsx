import EarlierIcon from '@mui/icons-material/ChevronLeft'
import LaterIcon from '@mui/icons-material/ChevronRight'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import { Box, Button, IconButton, Slider, Tooltip, Typography } from '@mui/material'
import { formatMoment } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { HappeningWords } from './happening-words.tsx'
import { stepMoment, type Moment } from './moments.ts'

/** Marks the page as one of the past, and leads through it. */
export function PastBar({
  moments,
  past,
  onPast,
}: {
  readonly moments: readonly Moment[]
  readonly past: string
  readonly onPast: (moment: string | null) => void
}) {
  const { t, locale } = useWords()
  const index = Math.max(
    0,
    moments.findIndex(({ at }) => at === past),
  )
  const moment = moments[index]
  return (
    <Box
      role="region"
      aria-label={t.casePage.timeline}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 0.5,
        // black on amber, in the light and in the dark
        bgcolor: '#ffd54f',
        color: '#1b1b1b',
      }}
    >
      <HistoryIcon fontSize="small" />
      <Box sx={{ minWidth: 260 }}>
        <Typography sx={{ fontWeight: 700 }}>
          {t.casePage.past(formatMoment(past, locale))}
        </Typography>
        <Typography variant="body2">
          {moment?.happenings.map((happening, place) => (
            <span key={JSON.stringify(happening)}>
              {place > 0 && ' / '}
              <HappeningWords happening={happening} />
            </span>
          ))}
        </Typography>
      </Box>
      <Tooltip title={`${t.shortcuts.earlier} (<)`}>
        <span>
          <IconButton
            size="small"
            color="inherit"
            aria-label={t.shortcuts.earlier}
            disabled={index === 0}
            onClick={() => onPast(stepMoment(moments, past, -1))}
          >
            <EarlierIcon />
          </IconButton>
        </span>
      </Tooltip>
      <Slider
        size="small"
        aria-label={t.casePage.timeline}
        getAriaValueText={() => formatMoment(past, locale)}
        min={0}
        max={moments.length - 1}
        marks
        value={index}
        onChange={(_event, value) => {
          const next = Array.isArray(value) ? (value[0] ?? 0) : value
          onPast(next >= moments.length - 1 ? null : (moments[next]?.at ?? null))
        }}
        sx={{ flex: 1, color: '#1b1b1b' }}
      />
      <Tooltip title={`${t.shortcuts.later} (>)`}>
        <IconButton
          size="small"
          color="inherit"
          aria-label={t.shortcuts.later}
          onClick={() => onPast(stepMoment(moments, past, 1))}
        >
          <LaterIcon />
        </IconButton>
      </Tooltip>
      <Button size="small" color="inherit" variant="outlined" onClick={() => onPast(null)}>
        {t.casePage.backToNow} (Esc)
      </Button>
    </Box>
  )
}

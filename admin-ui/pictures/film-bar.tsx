import PauseIcon from '@mui/icons-material/PauseOutlined'
import PlayIcon from '@mui/icons-material/PlayArrowOutlined'
import {
  Box,
  ButtonBase,
  CircularProgress,
  IconButton,
  Slider,
  Tooltip,
  Typography,
} from '@mui/material'
import type { LoadedCapture, LoadedCheck } from '../case/case-types.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { filmNotes } from './film-notes.ts'
import type { Film } from './use-film.ts'

/** What was asked and seen in a film, and the way through its frames. */
export function FilmBar({
  capture,
  checks,
  frame,
  film,
  onFrame,
}: {
  readonly capture: LoadedCapture
  readonly checks: readonly LoadedCheck[]
  readonly frame: number
  readonly film: Film
  readonly onFrame: (frame: number) => void
}) {
  const { t } = useWords()
  const { frameTimesMs: times, frameCount } = capture
  const notes = filmNotes(capture, checks)
  const playLabel = film.state === 'STILL' ? t.casePage.play : t.casePage.pause
  return (
    <Box sx={{ px: 1, pb: 0.25 }}>
      {notes.length > 0 && (
        <Box
          component="ol"
          aria-label={t.casePage.turns}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 0.5,
            m: 0,
            p: 0,
            py: 0.25,
            listStyle: 'none',
          }}
        >
          {notes.map(({ label, atMs, measured, seen, atFrame }, index) => (
            <li key={index}>
              <ButtonBase
                disabled={atFrame === null}
                onClick={() => atFrame !== null && onFrame(atFrame)}
                sx={{ borderRadius: 5 }}
              >
                <ToneChip
                  look={
                    seen === null
                      ? { tone: 'quiet', icon: 'dash' }
                      : seen
                        ? { tone: 'good', icon: 'check' }
                        : { tone: 'bad', icon: 'cross' }
                  }
                >
                  {wordOf(t.casePage.directions, label)}
                  {measured !== null && ` ${Math.round(measured)}°`}
                  {atMs !== null && ` · ${t.casePage.seconds(secondsAt(atMs, times))}`}
                  {seen === false && ` · ${t.casePage.notSeen}`}
                </ToneChip>
              </ButtonBase>
            </li>
          ))}
        </Box>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Tooltip title={`${playLabel} (Space)`}>
          <IconButton size="small" aria-label={playLabel} onClick={film.toggle} sx={{ p: 0.4 }}>
            {film.state === 'LOADING' ? (
              <CircularProgress size={18} />
            ) : film.state === 'PLAYING' ? (
              <PauseIcon fontSize="small" />
            ) : (
              <PlayIcon fontSize="small" />
            )}
          </IconButton>
        </Tooltip>
        <Slider
          size="small"
          aria-label={t.casePage.scrub}
          min={0}
          max={frameCount - 1}
          value={Math.min(frame, frameCount - 1)}
          marks={notes.flatMap(({ atFrame }) => (atFrame === null ? [] : [{ value: atFrame }]))}
          onChange={(_event, value) => onFrame(Array.isArray(value) ? (value[0] ?? 0) : value)}
          sx={{ flex: 1, '& .MuiSlider-mark': { height: 10, width: 3, bgcolor: 'success.main' } }}
        />
        <Typography
          variant="body2"
          sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
        >
          {t.case.frame(frame + 1, frameCount)}
        </Typography>
      </Box>
    </Box>
  )
}

const secondsAt = (atMs: number, times: readonly number[]): string =>
  ((atMs - (times[0] ?? 0)) / 1000).toFixed(1)

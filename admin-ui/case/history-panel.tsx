import { Box, ButtonBase, Typography } from '@mui/material'
import { formatMoment } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { HappeningWords } from './happening-words.tsx'
import { History } from './history.tsx'
import { momentsOf } from './moments.ts'
import type { PanelProps } from './side-panels.ts'

/** The time line of the case, each moment a door to how it was then; under it what is on record. */
export function HistoryPanel({ reviewed, shown, past, onPast }: PanelProps) {
  const { t, locale } = useWords()
  const moments = momentsOf(reviewed)
  return (
    <>
      <Typography variant="subtitle2" component="h3">
        {t.casePage.timeline}
      </Typography>
      <Box component="ol" sx={{ m: 0, mb: 2, p: 0, listStyle: 'none' }}>
        {moments.toReversed().map(({ at, happenings }, index) => {
          const isNow = index === 0
          const isShown = isNow ? past === null : at === past
          return (
            <Box component="li" key={at} sx={{ borderBottom: 1, borderColor: 'divider' }}>
              <ButtonBase
                aria-current={isShown}
                onClick={() => onPast(isNow ? null : at)}
                sx={{
                  display: 'flex',
                  gap: 1.5,
                  width: '100%',
                  justifyContent: 'flex-start',
                  alignItems: 'baseline',
                  textAlign: 'left',
                  py: 0.4,
                  px: 0.5,
                  bgcolor: isShown ? 'action.selected' : 'transparent',
                }}
              >
                <Typography
                  component="span"
                  variant="body2"
                  color="text.secondary"
                  sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
                >
                  {formatMoment(at, locale)}
                </Typography>
                <Typography component="span" variant="body2">
                  {happenings.map((happening) => (
                    <Box component="span" key={JSON.stringify(happening)} sx={{ display: 'block' }}>
                      <HappeningWords happening={happening} />
                    </Box>
                  ))}
                </Typography>
              </ButtonBase>
            </Box>
          )
        })}
      </Box>
      <Typography variant="subtitle2" component="h3">
        {t.case.history}
      </Typography>
      <History events={shown.session.history} />
    </>
  )
}

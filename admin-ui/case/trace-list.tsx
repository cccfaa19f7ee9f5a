import { Box } from '@mui/material'
import { ToneMark } from '../parts/tone-chip.tsx'
import type { Look } from '../theme/tones.ts'
import type { TraceKind, TraceRow } from './trace-rows.ts'

const looks: Readonly<Record<TraceKind, Look>> = {
  DECIDED: { tone: 'info', icon: 'check' },
  HOLDS: { tone: 'neutral', icon: 'check' },
  FAILS: { tone: 'quiet', icon: 'dash' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
}

/** Rules as sentences, each with how it came out; the one that decided stands out. @param dense where it is one thing of many on a page */
export function TraceList({
  rows,
  dense = false,
}: {
  readonly rows: readonly TraceRow[]
  readonly dense?: boolean
}) {
  return (
    <Box
      component="ol"
      sx={{ m: 0, p: 0, listStyle: 'none', fontSize: dense ? '0.85rem' : 'inherit' }}
    >
      {rows.map(({ sentence, kind }) => (
        <Box
          component="li"
          key={sentence}
          sx={{
            display: 'flex',
            gap: 1,
            py: dense ? 0.4 : 0.5,
            px: 1,
            borderRadius: 1,
            color: kind === 'DECIDED' ? 'text.primary' : 'text.secondary',
            fontWeight: kind === 'DECIDED' ? 600 : 400,
            bgcolor: kind === 'DECIDED' ? 'action.selected' : 'transparent',
          }}
        >
          <Box sx={{ pt: '2px' }}>
            <ToneMark look={looks[kind]} />
          </Box>
          {sentence}
        </Box>
      ))}
    </Box>
  )
}

import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import type { TraceKind, TraceRow } from '../../case/trace-rows.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import type { Look } from '../../theme/tones.ts'
import { useWords } from '../../words/use-words.ts'

const looks: Record<TraceKind, Look> = {
  DECIDED: { tone: 'info', icon: 'check' },
  HOLDS: { tone: 'neutral', icon: 'check' },
  FAILS: { tone: 'quiet', icon: 'dash' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
}
/** More than these that failed are shown when asked for. */
const fewFailed = 8

/** Every rule with what it saw, in its order; and what follows where none held. */
export function WhyList({
  rows,
  otherwise,
}: {
  readonly rows: readonly TraceRow[]
  readonly otherwise: string
}) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const failed = rows.filter(({ kind }) => kind === 'FAILS').length
  const isLong = failed > fewFailed
  const shown = all || !isLong ? rows : rows.filter(({ kind }) => kind !== 'FAILS')
  const isDecided = rows.some(({ kind }) => kind === 'DECIDED')
  return (
    <>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown.map(({ sentence, kind }) => (
          <Box
            component="li"
            key={sentence}
            sx={{
              display: 'flex',
              gap: 1,
              py: 0.5,
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
      {!isDecided && <Typography sx={{ px: 1, py: 0.5, fontWeight: 600 }}>{otherwise}</Typography>}
      {isLong && (
        <Button size="small" onClick={() => setAll(!all)}>
          {all ? t.trial.fewer : t.trial.rest(failed)}
        </Button>
      )}
    </>
  )
}

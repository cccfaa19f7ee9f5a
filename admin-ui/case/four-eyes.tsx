import { Alert, Box, Typography } from '@mui/material'
import type { CaseStage } from '../../domain/case-state.ts'
import { Reasons } from '../parts/codes.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import type { Look } from '../theme/tones.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedCase } from './case-types.ts'

const looks: Record<Exclude<CaseStage, 'FIRST'>, Look> = {
  SECOND: { tone: 'info', icon: 'eye' },
  SUPERVISOR: { tone: 'bad', icon: 'question' },
}

/** Says that it is not the first look; of the first look nothing is said, since that is the rule. */
export function StageChip({ stage }: { readonly stage: CaseStage }) {
  const { t } = useWords()
  if (stage === 'FIRST') return null
  return <ToneChip look={looks[stage]}>{t.fourEyes.stages[stage]}</ToneChip>
}

/** Why the case is here again, and what the others found, where this person may know it. */
export function FourEyes({ reviewed }: { readonly reviewed: LoadedCase }) {
  const { t, locale } = useWords()
  const { stage, opinions, resolvedAt } = reviewed
  if (stage === 'FIRST') return null
  return (
    <Box component="section" aria-label={t.fourEyes.opinions}>
      {resolvedAt === null && (
        <Alert severity={stage === 'SUPERVISOR' ? 'warning' : 'info'} sx={{ borderRadius: 0 }}>
          {stage === 'SUPERVISOR' ? t.fourEyes.supervisor : t.fourEyes.second}
        </Alert>
      )}
      {opinions.map((opinion) => (
        <Box
          key={opinion.stage}
          sx={{
            px: 1.5,
            py: 1,
            borderBottom: 1,
            borderColor: 'divider',
            display: 'grid',
            gap: 0.25,
          }}
        >
          <Typography variant="body2">
            <strong>{t.resolutions[opinion.resolution]}</strong>
            {` · ${opinion.member?.displayName ?? t.app.none} · ${t.fourEyes.stages[opinion.stage]} · ${formatTime(opinion.at, locale)}`}
          </Typography>
          {opinion.reasonCodes.length > 0 && (
            <Typography variant="body2">
              <Reasons codes={opinion.reasonCodes} />
            </Typography>
          )}
          {opinion.internalNote !== null && (
            <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'pre-wrap' }}>
              {opinion.internalNote}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  )
}

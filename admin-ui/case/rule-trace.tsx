import { Box, Typography } from '@mui/material'
import { ToneChip } from '../parts/tone-chip.tsx'
import { decisionLooks, unknownLook } from '../theme/tones.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { Reasons } from '../parts/codes.tsx'
import type { LoadedDecision } from './case-types.ts'
import { TraceList } from './trace-list.tsx'
import { traceRows } from './trace-rows.ts'

/** Every decision of a session, each with the rules that led to it, in words. */
export function Decisions({ decisions }: { readonly decisions: readonly LoadedDecision[] }) {
  const { t } = useWords()
  if (decisions.length === 0) {
    return <Typography color="text.secondary">{t.case.noTrace}</Typography>
  }
  return decisions.map((decision) => <DecisionTrace key={decision.id} decision={decision} />)
}

function DecisionTrace({ decision }: { readonly decision: LoadedDecision }) {
  const { t, locale } = useWords()
  const rows = traceRows(decision.trace, decision[locale])
  const otherwise = locale === 'ja' ? decision.jaOtherwise : decision.enOtherwise
  return (
    <Box sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <ToneChip look={decisionLooks[decision.outcome] ?? unknownLook}>
          {wordOf(t.decisionOutcomes, decision.outcome)}
        </ToneChip>
        <Typography variant="body2">
          {decision.member ? t.case.by(decision.member.displayName) : t.case.decidedBySystem}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {formatTime(decision.createdAt, locale)}
        </Typography>
      </Box>
      {decision.reasonCodes.length > 0 && (
        <Typography variant="body2">
          {t.sessions.reasons}: <Reasons codes={decision.reasonCodes} />
        </Typography>
      )}
      {decision.internalNote !== null && <Quote label={t.case.note} text={decision.internalNote} />}
      {decision.applicantMessage !== null && (
        <Quote label={t.case.message} text={decision.applicantMessage} />
      )}
      {rows.length > 0 && (
        <Box sx={{ mt: 0.5 }}>
          <TraceList rows={rows} dense />
        </Box>
      )}
      {otherwise !== null && (
        <Typography variant="body2" sx={{ mt: 0.75, px: 1 }}>
          {otherwise}
        </Typography>
      )}
      {rows.length > 0 &&
        decision.decidedBy === 'SYSTEM' &&
        !rows.some(({ kind }) => kind === 'DECIDED') && (
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {t.case.otherwiseDecided}
          </Typography>
        )}
    </Box>
  )
}

const Quote = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <Box sx={{ borderLeft: 3, borderColor: 'divider', pl: 1, my: 0.5 }}>
    <Typography variant="caption" color="text.secondary">
      {label}
    </Typography>
    <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
      {text}
    </Typography>
  </Box>
)

import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import type { EvidenceQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

type Certificate = NonNullable<
  NonNullable<EvidenceQuery['verificationSession']>['replayCertificate']
>

/** What came out when the stored history and the stored facts were run again, and the hashes of what had a part in it. */
export function ReplayFacts({ certificate }: { readonly certificate: Certificate }) {
  const { t, locale } = useWords()
  const { deterministic, sameDecision, models, facts, profiles } = certificate
  const hashes = (list: readonly string[]) => list.map((hash) => <Hash key={hash}>{hash}</Hash>)
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      t.evidence.course,
      deterministic === null ? t.evidence.courseGone : <YesNo key="course" yes={deterministic} />,
    ],
    [t.evidence.decision, <YesNo key="decision" yes={sameDecision} />],
    [
      t.evidence.build,
      <>
        {certificate.buildVersion} <Hash>{certificate.workflowsSha256}</Hash>
      </>,
    ],
    [t.evidence.profile, hashes(profiles)],
    [t.evidence.facts, hashes(facts)],
    [t.evidence.models, models.length > 0 ? hashes(models) : t.app.none],
  ]
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="subtitle2" component="h3">
        {t.evidence.replay}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {t.evidence.replayAt(formatTime(certificate.at, locale))}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 0.5,
          display: 'grid',
          gridTemplateColumns: '130px minmax(0, 1fr)',
          gap: 0.5,
        }}
      >
        {rows.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

function YesNo({ yes }: { readonly yes: boolean }) {
  const { t } = useWords()
  return (
    <ToneChip look={yes ? { tone: 'good', icon: 'check' } : { tone: 'bad', icon: 'cross' }}>
      {yes ? t.app.yes : t.app.no}
    </ToneChip>
  )
}

/** Its beginning; the whole where one points at it. */
const Hash = ({ children }: { readonly children: string }) => (
  <Typography
    component="code"
    variant="caption"
    noWrap
    title={children}
    sx={{ display: 'block', fontFamily: 'monospace' }}
  >
    {children}
  </Typography>
)

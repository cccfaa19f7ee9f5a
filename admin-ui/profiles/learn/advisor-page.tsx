import { Box, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router-dom'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { advisable } from '../../../rules/threshold-advice.ts'
import { thresholdTable } from '../../../rules/thresholds.ts'
import { sharePhrase } from '../../analytics/duration.ts'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { definitionOf, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { AdviceCard } from './advice-card.tsx'
import { AdviceFigure } from './advice-figure.tsx'
import { useAdvice } from './use-advice.ts'

/** What the company's own history says of the thresholds of the version in force. */
export function AdvisorPage() {
  const { id = '' } = useParams()
  const { t } = useWords()
  const { data: profile, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!profile) return <ErrorState error={error} onRetry={() => void refetch()} />
  const inForce = profile.published && definitionOf(profile.published)
  return (
    <Page
      title={`${profile.name} · ${t.advice.title}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
    >
      <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 900 }}>
        {t.advice.help}
      </Typography>
      {profile.published && inForce ? (
        <Advisor profile={profile} version={profile.published} definition={inForce} />
      ) : (
        <EmptyState>{t.advice.none}</EmptyState>
      )}
    </Page>
  )
}

const tolerable = [0.001, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2] as const

function Advisor({
  profile,
  version,
  definition,
}: {
  readonly profile: LoadedProfile
  readonly version: Pick<LoadedVersion, 'id'>
  readonly definition: CheckProfile
}) {
  const { t, locale } = useWords()
  const words = t.advice
  const [params, setParams] = useSearchParams()
  const names = advisable(definition)
  const name = names.find((known) => known === params.get('threshold')) ?? names[0]
  const [mostError, setMostError] = useState(0.05)
  const { data, error, isPending, refetch } = useAdvice(version.id, name ?? null)
  if (name === undefined) return <EmptyState>{words.noThreshold}</EmptyState>
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, mb: 2 }}>
        <TextField
          select
          label={words.threshold}
          value={name}
          onChange={(event) => setParams({ threshold: event.target.value }, { replace: true })}
          sx={{ minWidth: 380 }}
        >
          {names.map((each) => (
            <MenuItem key={each} value={each}>
              {thresholdTable[each].words[locale]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={words.mostError}
          value={mostError}
          onChange={(event) => setMostError(Number(event.target.value))}
          sx={{ minWidth: 200 }}
        >
          {tolerable.map((share) => (
            <MenuItem key={share} value={share}>
              {sharePhrase(share)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 2fr) minmax(320px, 1fr)' },
            gap: 2,
            alignItems: 'start',
          }}
        >
          <AdviceFigure name={name} advice={data} mostError={mostError} />
          <AdviceCard
            key={`${name} ${mostError}`}
            profileId={profile.id}
            definition={definition}
            name={name}
            advice={data}
            mostError={mostError}
          />
          {data.gone > 0 && (
            <Typography variant="body2" color="text.secondary">
              {words.gone(formatCount(data.gone, locale))}
            </Typography>
          )}
        </Box>
      )}
    </>
  )
}

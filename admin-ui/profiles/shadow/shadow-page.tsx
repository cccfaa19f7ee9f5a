import { Alert, Box, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useParams } from 'react-router-dom'
import { ApiError } from '../../api/api-error.ts'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { versionAddress, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { ShadowResult } from './shadow-result.tsx'
import { ShadowSteps } from './shadow-steps.tsx'
import { useShadows } from './use-shadows.ts'

/** A version beside the one in force: starting and stopping it, and what it said so far. */
export function ShadowPage() {
  const { id = '', versionId = '' } = useParams()
  const { data: profile, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!profile) return <ErrorState error={error} onRetry={() => void refetch()} />
  const version = profile.versions.find((each) => each.id === versionId)
  if (!version) return <ErrorState error={new ApiError('NOT_FOUND', 404)} />
  return <ShadowOf key={version.id} profile={profile} version={version} />
}

function ShadowOf({
  profile,
  version,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
}) {
  const { t, locale } = useWords()
  const words = t.shadow
  const { data, error, isPending, refetch } = useShadows(version.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const name = `${profile.name} · ${t.profiles.version(version.number)}`
  const shadows = data?.shadows ?? []
  const shown = shadows.find(({ id }) => id === chosen) ?? shadows[0]
  const time = (instant: string) => formatTime(instant, locale)
  return (
    <Page
      title={`${name} · ${words.title}`}
      back={{ to: versionAddress(profile.id, version.id), label: name }}
      actions={
        <>
          {shown && (
            <ToneChip
              look={
                shown.status === 'RUNNING'
                  ? { tone: 'info', icon: 'gear' }
                  : { tone: 'quiet', icon: 'dash' }
              }
            >
              {shown.status === 'RUNNING' ? words.running : words.over}
            </ToneChip>
          )}
          {data && (
            <ShadowSteps
              shadowed={data}
              version={version}
              archived={profile.archivedAt !== null}
              onDone={async () => {
                setChosen(null)
                await refetch()
              }}
            />
          )}
        </>
      }
    >
      <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 900 }}>
        {version.status === 'PUBLISHED' ? words.inForce : words.help}
      </Typography>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !shown && version.status !== 'PUBLISHED' && <EmptyState>{words.none}</EmptyState>}
      {data && shown && (
        <>
          {shown.sha256 !== data.sha256 && (
            <Alert severity="info" sx={{ mb: 2 }}>
              {words.draftMoved}
            </Alert>
          )}
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
            {shadows.length > 1 && (
              <TextField
                select
                label={words.run}
                value={shown.id}
                onChange={(event) => setChosen(event.target.value)}
                sx={{ minWidth: 340 }}
              >
                {shadows.map(({ id, startedAt, stoppedAt }) => (
                  <MenuItem key={id} value={id}>
                    {words.runOf(time(startedAt), stoppedAt ? time(stoppedAt) : words.now)}
                  </MenuItem>
                ))}
              </TextField>
            )}
            <Typography variant="body2" color="text.secondary">
              {words.startedBy(shown.startedBy?.displayName ?? t.app.none, time(shown.startedAt))}
            </Typography>
          </Box>
          <ShadowResult profile={profile} version={version} shadow={shown} />
        </>
      )}
    </Page>
  )
}

import { Alert, Box, Button, Card, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { codeOf } from '../../api/api-error.ts'
import { maySee } from '../../auth/access.ts'
import { useRoles } from '../../auth/use-viewer.ts'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import { useWords } from '../../words/use-words.ts'
import type { LoadedProfile } from '../profile-types.ts'
import { tryOn, type Candidate } from './operations.ts'
import { definitionsOf, ruleNames } from './rule-name.ts'
import { SessionChoice } from './session-choice.tsx'
import { TriedAttempt } from './tried-attempt.tsx'

/** What a candidate would have decided of one application, once one is chosen. */
export function TrySession({
  profile,
  candidate,
  sessionId,
  onChoose,
}: {
  readonly profile: LoadedProfile
  readonly candidate: Candidate
  readonly sessionId: string | null
  readonly onChoose: (sessionId: string | null) => void
}) {
  const { t } = useWords()
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {t.trial.changesNothing} {'definition' in candidate && t.trial.unsavedToo}
      </Typography>
      {sessionId === null ? (
        <SessionChoice onChoose={onChoose} />
      ) : (
        <Trial
          profile={profile}
          candidate={candidate}
          sessionId={sessionId}
          onAnother={() => onChoose(null)}
        />
      )}
    </>
  )
}

function Trial({
  profile,
  candidate,
  sessionId,
  onAnother,
}: {
  readonly profile: LoadedProfile
  readonly candidate: Candidate
  readonly sessionId: string
  readonly onAnother: () => void
}) {
  const { t, locale } = useWords()
  const roles = useRoles()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['try', sessionId, candidate, locale],
    queryFn: () => tryOn(sessionId, candidate, locale),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const definitions = definitionsOf(profile)
  const own = 'definition' in candidate ? [candidate.definition] : []
  const nameOf = ruleNames([...own, ...definitions], locale, t.trial.noRule)
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, mb: 2 }}>
        <Button variant="outlined" onClick={onAnother}>
          {t.trial.another}
        </Button>
        {maySee('sessions', roles) && (
          <Button component={Link} to={`/sessions/${sessionId}/show`}>
            {t.trial.openSession}
          </Button>
        )}
      </Box>
      {isPending && <LoadingState />}
      {error &&
        (codeOf(error) === 'PROFILE_INVALID' ? (
          <Alert severity="warning">{t.trial.invalid}</Alert>
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ))}
      {!error && data?.length === 0 && (
        <Card sx={{ p: 3 }}>
          <Typography color="text.secondary">{t.trial.neverDecided}</Typography>
        </Card>
      )}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {!error &&
          data
            ?.toSorted((a, b) => b.attempt - a.attempt)
            .map((tried) => <TriedAttempt key={tried.attempt} tried={tried} nameOf={nameOf} />)}
      </Box>
    </>
  )
}

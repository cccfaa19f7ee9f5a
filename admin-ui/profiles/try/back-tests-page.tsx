import { Box } from '@mui/material'
import { useParams } from 'react-router-dom'
import { ApiError } from '../../api/api-error.ts'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import type { LoadedProfile } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { StartForm } from './start-form.tsx'
import { TestHistory } from './test-history.tsx'
import { TryFrame, useChosenVersion } from './try-frame.tsx'

/** Starts a back-test, and shows the former ones. */
export function BackTestsPage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <BackTests profile={data} />
}

function BackTests({ profile }: { readonly profile: LoadedProfile }) {
  const version = useChosenVersion(profile)
  if (!version) return <ErrorState error={new ApiError('NOT_FOUND', 404)} />
  return (
    <TryFrame profile={profile} version={version} way="MANY">
      <Box sx={{ display: 'grid', gap: 2 }}>
        <StartForm profileId={profile.id} versionId={version.id} />
        <TestHistory profileId={profile.id} />
      </Box>
    </TryFrame>
  )
}

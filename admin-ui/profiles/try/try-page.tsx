import { useParams, useSearchParams } from 'react-router-dom'
import { ApiError } from '../../api/api-error.ts'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import type { LoadedProfile } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { TryFrame, useChosenVersion } from './try-frame.tsx'
import { TrySession } from './try-session.tsx'

/** A version tried on one past application. */
export function TryPage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Trying profile={data} />
}

function Trying({ profile }: { readonly profile: LoadedProfile }) {
  const [params, setParams] = useSearchParams()
  const version = useChosenVersion(profile)
  if (!version) return <ErrorState error={new ApiError('NOT_FOUND', 404)} />
  const choose = (sessionId: string | null) => {
    const next = new URLSearchParams(params)
    if (sessionId === null) next.delete('session')
    else next.set('session', sessionId)
    setParams(next)
  }
  return (
    <TryFrame profile={profile} version={version} way="ONE">
      <TrySession
        profile={profile}
        candidate={{ versionId: version.id }}
        sessionId={params.get('session')}
        onChoose={choose}
      />
    </TryFrame>
  )
}

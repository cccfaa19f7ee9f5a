import { Typography } from '@mui/material'
import { useParams } from 'react-router-dom'
import { useMayDo } from '../../auth/use-viewer.ts'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx'
import { useWords } from '../../words/use-words.ts'
import type { LoadedProfile } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { SplitResult } from './split-result.tsx'
import { StartSplit } from './start-split.tsx'
import { StopSplit } from './stop-split.tsx'
import { useSplits } from './use-splits.ts'

/** A/B tests of a profile: the one that runs, how to start one, and the earlier ones. */
export function SplitPage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Splits profile={data} />
}

function Splits({ profile }: { readonly profile: LoadedProfile }) {
  const { t } = useWords()
  const words = t.split
  const mayPublish = useMayDo('publishProfiles')
  const { data, error, isPending, refetch } = useSplits(profile.id)
  const running = data?.find(({ status }) => status === 'RUNNING')
  const [last] = data ?? []
  const earlier = data?.filter((split) => split !== last) ?? []
  const reload = async () => {
    await refetch()
  }
  return (
    <Page
      title={`${profile.name} · ${words.title}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
      actions={mayPublish && running && <StopSplit profileId={profile.id} onDone={reload} />}
    >
      <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 900 }}>
        {words.help}
      </Typography>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {last && <SplitResult split={last} />}
      {data && !running && mayPublish && profile.archivedAt === null && (
        <StartSplit profile={profile} onDone={reload} />
      )}
      {data?.length === 0 && !mayPublish && <EmptyState>{words.none}</EmptyState>}
      {earlier.length > 0 && (
        <>
          <Typography variant="h6" component="h2" sx={{ mt: 3, mb: 1 }}>
            {words.earlier}
          </Typography>
          {earlier.map((split) => (
            <SplitResult key={split.startedAt} split={split} />
          ))}
        </>
      )}
    </Page>
  )
}

import { useParams } from 'react-router-dom'
import { ApiError } from '../api/api-error.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { ProfileEditor } from './editor/profile-editor.tsx'
import { definitionOf } from './profile-types.ts'
import { standingOf } from './standing.ts'
import { useProfile } from './use-profile.ts'
import { VersionReader } from './version-reader.tsx'

/** One version: its author edits the draft, everybody else reads. */
export function VersionPage() {
  const { id = '', versionId = '' } = useParams()
  const viewer = useViewer()
  const { data: profile, error, isPending, refetch, dataUpdatedAt } = useProfile(id)
  if (isPending || !viewer) return <LoadingState />
  if (!profile) return <ErrorState error={error} onRetry={() => void refetch()} />
  const version = profile.versions.find((each) => each.id === versionId)
  if (!version) return <ErrorState error={new ApiError('NOT_FOUND', 404)} />
  const definition = definitionOf(version)
  const standing = standingOf(version, viewer, profile.archivedAt !== null)
  const reload = async () => {
    await refetch()
  }
  if (standing.mayEdit && definition) {
    return (
      <ProfileEditor
        // loaded anew, it begins anew
        key={`${version.id} ${dataUpdatedAt}`}
        profile={profile}
        version={version}
        saved={definition}
        onReload={reload}
      />
    )
  }
  return (
    <VersionReader
      key={version.id}
      profile={profile}
      version={version}
      definition={definition}
      standing={standing}
      onReload={reload}
    />
  )
}

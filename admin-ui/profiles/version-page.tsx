import { useParams } from 'react-router-dom'
import { ApiError } from '../api/api-error.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { ProfileEditor } from './editor/profile-editor.tsx'
import type { ReadDraft } from './editor/use-saved-draft.ts'
import { definitionOf } from './profile-types.ts'
import { standingOf } from './standing.ts'
import { useProfile } from './use-profile.ts'
import { VersionReader } from './version-reader.tsx'

/** One version: its author edits the draft, everybody else reads. */
export function VersionPage() {
  const { id = '', versionId = '' } = useParams()
  const viewer = useViewer()
  const { data: profile, error, isPending, refetch } = useProfile(id)
  if (isPending || !viewer) return <LoadingState />
  if (!profile) return <ErrorState error={error} onRetry={() => void refetch()} />
  const version = profile.versions.find((each) => each.id === versionId)
  if (!version) return <ErrorState error={new ApiError('NOT_FOUND', 404)} />
  const definition = definitionOf(version)
  const standing = standingOf(version, viewer, profile.archivedAt !== null)
  const reload = async () => {
    await refetch()
  }
  const readAgain = async (): Promise<ReadDraft | null> => {
    const { data } = await refetch({ throwOnError: true })
    const read = data?.versions.find((each) => each.id === versionId)
    const draft = read && definitionOf(read)
    return draft ? { version: read, definition: draft } : null
  }
  if (standing.mayEdit && definition) {
    return (
      <ProfileEditor
        key={version.id}
        profile={profile}
        read={{ version, definition }}
        onReload={reload}
        onReadAgain={readAgain}
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

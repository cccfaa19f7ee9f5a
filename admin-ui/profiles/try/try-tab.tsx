import { Box, Card, Link } from '@mui/material'
import { Link as RouterLink } from 'react-router-dom'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedProfile, LoadedVersion } from '../profile-types.ts'
import { backTestsAddress } from './addresses.ts'
import { LastBackTest } from './last-back-test.tsx'
import { StartForm } from './start-form.tsx'
import { TrySession } from './try-session.tsx'

/** Trying out of the editor: one application by what is being written, all of them by what is saved first. */
export function TryTab({
  profile,
  version,
  definition,
  savedSha256,
  sound,
  sessionId,
  onChoose,
  onSave,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly definition: CheckProfile
  readonly savedSha256: string
  /** Without errors, so that it can be saved. */
  readonly sound: boolean
  readonly sessionId: string | null
  readonly onChoose: (sessionId: string | null) => void
  readonly onSave: () => Promise<boolean>
}) {
  const { t } = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <div>
        <TrySession
          profile={profile}
          candidate={{ definition }}
          sessionId={sessionId}
          onChoose={onChoose}
        />
      </div>
      <StartForm profileId={profile.id} versionId={version.id} sound={sound} onSave={onSave} />
      <Card sx={{ px: 2, py: 1 }}>
        <LastBackTest profileId={profile.id} version={{ id: version.id, sha256: savedSha256 }} />
        <Link component={RouterLink} to={backTestsAddress(profile.id, version.id)} variant="body2">
          {t.backTest.history}
        </Link>
      </Card>
    </Box>
  )
}

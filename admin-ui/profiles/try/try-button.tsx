import TryIcon from '@mui/icons-material/ScienceOutlined'
import { Button } from '@mui/material'
import { Link } from 'react-router-dom'
import { useMayDo } from '../../auth/use-viewer.ts'
import { useWords } from '../../words/use-words.ts'
import { tryAddress } from './addresses.ts'

/** Leads to where versions are tried: of this profile, by this version, on this application. */
export function TryButton({
  profileId,
  versionId = null,
  sessionId,
  prominent = false,
}: {
  readonly profileId: string
  readonly versionId?: string | null
  readonly sessionId?: string
  readonly prominent?: boolean
}) {
  const { t } = useWords()
  if (!useMayDo('testProfiles')) return null
  return (
    <Button
      size={prominent ? 'medium' : 'small'}
      variant={prominent ? 'outlined' : 'text'}
      startIcon={<TryIcon />}
      component={Link}
      to={tryAddress(profileId, versionId, sessionId)}
    >
      {sessionId === undefined ? t.trial.open : t.trial.openOn}
    </Button>
  )
}

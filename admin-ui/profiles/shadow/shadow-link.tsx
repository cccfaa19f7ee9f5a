import { Button } from '@mui/material'
import { Link } from 'react-router-dom'
import { useMayDo } from '../../auth/use-viewer.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedVersion } from '../profile-types.ts'
import { shadowAddress } from './addresses.ts'

/** From a version to its shadow; one that is in force or was let go has none. */
export function ShadowLink({
  profileId,
  version,
}: {
  readonly profileId: string
  readonly version: Pick<LoadedVersion, 'id' | 'status'>
}) {
  const { t } = useWords()
  const mayTest = useMayDo('testProfiles')
  if (!mayTest || ['PUBLISHED', 'ARCHIVED'].includes(version.status)) return null
  return (
    <Button component={Link} to={shadowAddress(profileId, version.id)}>
      {t.shadow.open}
    </Button>
  )
}

import { Alert, Button } from '@mui/material'
import { useNavigate } from 'react-router-dom'
import { lawPacks, type LawPack } from '../../../rules/law-packs.ts'
import { useMayDo, useViewer } from '../../auth/use-viewer.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { formatDay } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { beginDraft } from '../operations.ts'
import { definitionOf, versionAddress, type LoadedProfile } from '../profile-types.ts'

/** A change of the law that concerns the company and that no version of the profile has yet, ready to be drafted. */
export function LawPackOffers({
  profile,
  onBegun,
}: {
  readonly profile: LoadedProfile
  readonly onBegun: () => Promise<void>
}) {
  const viewer = useViewer()
  const mayAuthor = useMayDo('authorProfiles')
  if (!mayAuthor || !viewer || profile.archivedAt) return null
  return lawPacks
    .filter(({ regime }) => regime === viewer.regime)
    .filter((pack) => !hasPack(profile, pack))
    .map((pack) => <Offer key={pack.id} profile={profile} pack={pack} onBegun={onBegun} />)
}

function Offer({
  profile,
  pack,
  onBegun,
}: {
  readonly profile: LoadedProfile
  readonly pack: LawPack
  readonly onBegun: () => Promise<void>
}) {
  const { t, locale } = useWords()
  const navigate = useNavigate()
  const base = profile.published && definitionOf(profile.published)
  const { start, busy } = useOperation(async (definition: unknown) =>
    beginDraft(profile.id, definition),
  )
  if (!base) return null
  const begin = async () => {
    const made = await start(pack.apply(base))
    if (!made) return
    await onBegun()
    void navigate(versionAddress(profile.id, made.id))
  }
  return (
    <Alert
      severity="info"
      sx={{ mb: 2 }}
      action={
        <Button color="inherit" size="small" loading={busy} onClick={() => void begin()}>
          {t.profileLife.beginPack}
        </Button>
      }
    >
      <strong>
        {formatDay(pack.effectiveFrom, locale)}: {pack.words[locale]}
      </strong>{' '}
      {pack.help[locale]}
    </Alert>
  )
}

const hasPack = ({ versions }: LoadedProfile, pack: LawPack): boolean =>
  versions.some((version) => {
    const definition = version.status === 'ARCHIVED' ? null : definitionOf(version)
    return definition !== null && pack.isIn(definition)
  })

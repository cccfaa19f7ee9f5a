import { Alert, Button, Card, Typography } from '@mui/material'
import { Link, useParams } from 'react-router-dom'
import { useMayDo } from '../auth/use-viewer.ts'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { GoldenCases } from './learn/golden-cases.tsx'
import { RuleWork } from './learn/rule-work.tsx'
import { CommentStep } from './life/comment-step.tsx'
import { CompareVersions } from './life/compare-versions.tsx'
import { LawPackOffers } from './life/law-pack-offer.tsx'
import { LifeLine } from './life/life-line.tsx'
import { archiveProfile, restoreProfile } from './operations.ts'
import { definitionOf, newestFirst, versionAddress, type LoadedProfile } from './profile-types.ts'
import { Sentences } from './sentences.tsx'
import { SplitNotice } from './split/split-notice.tsx'
import { TryButton } from './try/try-button.tsx'
import { useProfile } from './use-profile.ts'
import { VersionChip } from './version-chip.tsx'

/** A profile: its versions, the one in force in words, and its life. */
export function ProfilePage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const reload = async () => {
    await refetch()
  }
  return <Profile profile={data} onReload={reload} />
}

function Profile({
  profile,
  onReload,
}: {
  readonly profile: LoadedProfile
  readonly onReload: () => Promise<void>
}) {
  const { t, locale } = useWords()
  const mayPublish = useMayDo('publishProfiles')
  const mayTest = useMayDo('testProfiles')
  const time = (instant: string | null) => (instant ? formatTime(instant, locale) : t.app.none)
  const inForce = profile.published && definitionOf(profile.published)
  return (
    <Page
      title={profile.name}
      back={{ to: '/profiles', label: t.profiles.title }}
      actions={
        <>
          <TryButton profileId={profile.id} prominent />
          {mayTest && (
            <>
              <Button component={Link} to={`/profiles/${profile.id}/advisor`}>
                {t.advice.open}
              </Button>
              <Button component={Link} to={`/profiles/${profile.id}/split`}>
                {t.split.open}
              </Button>
            </>
          )}
          {mayPublish && <ShelfStep profile={profile} onReload={onReload} />}
        </>
      }
    >
      {profile.archivedAt && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t.profileLife.archivedSince(time(profile.archivedAt))}
        </Alert>
      )}
      {mayTest && <SplitNotice profileId={profile.id} />}
      <LawPackOffers profile={profile} onBegun={onReload} />
      <Card>
        <RowsTable
          label={t.profiles.versions}
          rows={newestFirst(profile.versions)}
          addressOf={({ id }) => versionAddress(profile.id, id)}
          columns={[
            { label: t.profiles.versions, render: ({ number }) => t.profiles.version(number) },
            {
              label: t.sessions.status,
              render: ({ status }) => <VersionChip status={status} />,
            },
            {
              label: t.profileLife.effectiveFrom,
              render: ({ effectiveFrom }) => time(effectiveFrom),
            },
            { label: t.profiles.author, render: ({ author }) => author.displayName },
            { label: t.profiles.changed, render: ({ createdAt }) => time(createdAt) },
            {
              label: t.profiles.publisher,
              render: ({ publisher }) => publisher?.displayName ?? t.app.none,
            },
            { label: t.profiles.publishedAt, render: ({ publishedAt }) => time(publishedAt) },
          ]}
        />
      </Card>
      {inForce && profile.published && (
        <Card sx={{ mt: 2, p: 2 }}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {t.versionStatuses.PUBLISHED}: {t.profiles.version(profile.published.number)}
          </Typography>
          <Sentences profile={inForce} />
        </Card>
      )}
      {inForce && <RuleWork profileId={profile.id} inForce={inForce} />}
      {profile.published && <GoldenCases versionId={profile.published.id} />}
      <CompareVersions profile={profile} />
      {profile.events.length > 0 && (
        <Card sx={{ mt: 2, p: 2 }}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {t.profileLife.life}
          </Typography>
          <LifeLine events={profile.events} />
        </Card>
      )}
    </Page>
  )
}

/** Off the desk, or back on it. */
function ShelfStep({
  profile,
  onReload,
}: {
  readonly profile: LoadedProfile
  readonly onReload: () => Promise<void>
}) {
  const { t } = useWords()
  const profileId = profile.id
  return profile.archivedAt ? (
    <CommentStep
      label={t.profileLife.restore}
      help={t.profileLife.restoreHelp}
      done={t.profileLife.restored}
      take={(comment) => restoreProfile({ profileId, comment })}
      onDone={onReload}
    />
  ) : (
    <CommentStep
      tone="warning"
      label={t.profileLife.archive}
      help={t.profileLife.archiveHelp}
      done={t.profileLife.archived}
      take={(comment) => archiveProfile({ profileId, comment })}
      onDone={onReload}
    />
  )
}

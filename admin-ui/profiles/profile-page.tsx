import { Card, Typography } from '@mui/material'
import { useParams } from 'react-router-dom'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { GoldenCases } from './learn/golden-cases.tsx'
import { RuleWork } from './learn/rule-work.tsx'
import { definitionOf, newestFirst, versionAddress, type LoadedProfile } from './profile-types.ts'
import { Sentences } from './sentences.tsx'
import { useProfile } from './use-profile.ts'
import { VersionChip } from './version-chip.tsx'

/** A profile: its versions, and the one in force in words. */
export function ProfilePage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useProfile(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Versions profile={data} />
}

function Versions({ profile }: { readonly profile: LoadedProfile }) {
  const { t, locale } = useWords()
  const time = (instant: string | null) => (instant ? formatTime(instant, locale) : t.app.none)
  const inForce = profile.published && definitionOf(profile.published)
  return (
    <Page title={profile.name}>
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
    </Page>
  )
}

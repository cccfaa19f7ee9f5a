import { Box, Stack, Typography } from '@mui/material'
import { useListContext } from 'react-admin'
import type { CheckProfilesQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { FilterBar } from '../parts/filter-bar.tsx'
import { FlagFilter } from '../parts/filter-fields.tsx'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { CreateProfile } from './create-profile.tsx'
import { newestFirst } from './profile-types.ts'
import { VersionChip } from './version-chip.tsx'

type ProfileRow = CheckProfilesQuery['checkProfiles']['edges'][number]['node']

export function ProfileList() {
  const { t } = useWords()
  const mayAuthor = useMayDo('authorProfiles')
  return (
    <RecordsList
      resource="profiles"
      title={t.profiles.title}
      actions={mayAuthor && <CreateProfile />}
      filters={
        <FilterBar>
          <FlagFilter name="archived" label={t.profileLife.showArchived} />
        </FilterBar>
      }
      empty={t.profiles.empty}
    >
      <Rows />
    </RecordsList>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const { data = [] } = useListContext<ProfileRow>()
  return (
    <RowsTable
      label={t.profiles.title}
      rows={data}
      addressOf={({ id }) => `/profiles/${id}/show`}
      columns={[
        {
          label: t.profiles.name,
          render: ({ name }) => <Box sx={{ fontWeight: 600 }}>{name}</Box>,
        },
        {
          label: t.profiles.published,
          render: ({ published }) =>
            published ? (
              t.profiles.version(published.number)
            ) : (
              <Typography variant="body2" color="text.secondary">
                {t.profiles.none}
              </Typography>
            ),
        },
        {
          label: t.profiles.publishedAt,
          render: ({ published }) =>
            published?.publishedAt ? formatTime(published.publishedAt, locale) : t.app.none,
        },
        { label: t.profiles.drafts, render: ({ versions }) => <Open versions={versions} /> },
        { label: t.profiles.versions, align: 'right', render: ({ versions }) => versions.length },
      ]}
    />
  )
}

/** Drafts, what waits for a publisher, and what waits for its day. */
function Open({ versions }: { readonly versions: ProfileRow['versions'] }) {
  const { t, locale } = useWords()
  const open = newestFirst(versions).filter(
    ({ status }) => status === 'DRAFT' || status === 'SUBMITTED' || status === 'SCHEDULED',
  )
  if (open.length === 0) return t.app.none
  return (
    <Stack spacing={0.5}>
      {open.map(({ id, number, status, author, effectiveFrom }) => (
        <Stack key={id} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <VersionChip status={status} />
          <span>
            {t.profiles.version(number)} · {author.displayName}
            {status === 'SCHEDULED' &&
              effectiveFrom &&
              ` · ${t.profileLife.from(formatTime(effectiveFrom, locale))}`}
          </span>
        </Stack>
      ))}
    </Stack>
  )
}

import { Box } from '@mui/material'
import { useListContext } from 'react-admin'
import { roleWords } from '../../domain/words/roles.ts'
import type { MembersQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { useWords } from '../words/use-words.ts'

export function MemberList() {
  const { t } = useWords()
  return (
    <RecordsList resource="members" title={t.members.title} empty={t.members.empty}>
      <Rows />
    </RecordsList>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const { data = [] } = useListContext<MembersQuery['members'][number]>()
  return (
    <RowsTable
      label={t.members.title}
      rows={data}
      columns={[
        {
          label: t.members.name,
          render: ({ displayName }) => <Box sx={{ fontWeight: 600 }}>{displayName}</Box>,
        },
        {
          label: t.members.roles,
          render: ({ roles }) =>
            roles.map((role) => roleWords[locale][role]).join(locale === 'ja' ? '・' : ', '),
        },
      ]}
    />
  )
}

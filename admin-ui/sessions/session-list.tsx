import { Box, Typography } from '@mui/material'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useMayDo } from '../auth/use-viewer.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import type { SessionsQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { Reasons, SessionStatusChip } from '../parts/codes.tsx'
import { PersonSearch } from '../parts/person-search.tsx'
import { usePersonSearch } from '../parts/person-searches.ts'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { SavedViews } from '../parts/saved-views.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { formatCount, formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { ExportButton } from './export-button.tsx'
import { SessionFilters } from './session-filters.tsx'

export type SessionRow = SessionsQuery['verificationSessions']['edges'][number]['node']

export function SessionList() {
  const { t } = useWords()
  const mayExport = useMayDo('export')
  const mayFind = useMayDo('findPersons')
  const { searched, search } = usePersonSearch('sessions')
  return (
    <RecordsList
      resource="sessions"
      title={t.sessions.title}
      search={searched}
      filters={
        <>
          {mayFind && <PersonSearch searched={searched} onSearch={search} />}
          <SavedViews list="SESSIONS" />
          <SessionFilters />
        </>
      }
      actions={
        <>
          <Total />
          {mayExport && <ExportButton />}
        </>
      }
      empty={t.app.empty}
      refetchMs={20_000}
    >
      <Rows />
    </RecordsList>
  )
}

function Total() {
  const { t, locale } = useWords()
  const { total } = useListContext()
  if (total === undefined) return null
  return (
    <Typography color="text.secondary">{t.sessions.total(formatCount(total, locale))}</Typography>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const navigate = useNavigate()
  const { data = [] } = useListContext<SessionRow>()
  const [chosen, setChosen] = useState(-1)
  const last = data.length - 1
  const addressOf = ({ id }: SessionRow) => `/sessions/${id}/show`
  useShortcuts('QUEUE', {
    next: () => setChosen((index) => Math.min(last, index + 1)),
    previous: () => setChosen((index) => Math.max(0, index - 1)),
    open: () => {
      const row = data[chosen]
      if (row) void navigate(addressOf(row))
    },
  })
  return (
    <RowsTable
      label={t.sessions.title}
      rows={data}
      chosen={Math.min(chosen, last)}
      addressOf={addressOf}
      columns={[
        {
          label: t.sessions.externalId,
          render: ({ applicant, sandbox }) => (
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
              {applicant.externalId}
              {sandbox && <SandboxMark />}
            </Box>
          ),
        },
        { label: t.sessions.status, render: ({ status }) => <SessionStatusChip status={status} /> },
        {
          label: t.sessions.reasons,
          render: ({ reasonCodes }) => <Reasons codes={reasonCodes} most={2} />,
        },
        { label: t.sessions.method, render: ({ method }) => methodWords[locale][method] },
        {
          label: t.sessions.document,
          render: ({ documentType }) =>
            documentType ? documentWords[locale][documentType] : t.app.none,
        },
        { label: t.sessions.created, render: ({ createdAt }) => formatTime(createdAt, locale) },
        {
          label: t.sessions.decided,
          render: ({ decidedAt }) => (decidedAt ? formatTime(decidedAt, locale) : t.app.none),
        },
      ]}
    />
  )
}

import { Box, Link } from '@mui/material'
import { useListContext } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { AuditPartsFragment } from '../../graphql/operations/generated/admin/graphql.ts'
import { FilterBar } from '../parts/filter-bar.tsx'
import { ChoiceFilter, TextFilter } from '../parts/filter-fields.tsx'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'

/** Where the subject of an entry can be looked at. */
const pageOfSubject: Readonly<Partial<Record<string, string>>> = {
  verification_session: 'sessions',
  case: 'cases',
}

export function AuditLog() {
  const { t } = useWords()
  return (
    <RecordsList
      resource="audit"
      title={t.audit.title}
      filters={
        <FilterBar>
          <ChoiceFilter
            name="action"
            label={t.audit.action}
            all={t.app.all}
            width={260}
            choices={Object.entries(t.auditActions).map(([value, label]) => ({ value, label }))}
          />
          <TextFilter name="subjectId" label={t.audit.subjectId} width={320} />
        </FilterBar>
      }
      empty={t.audit.empty}
    >
      <Rows />
    </RecordsList>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const { data = [] } = useListContext<AuditPartsFragment>()
  return (
    <RowsTable
      label={t.audit.title}
      rows={data}
      columns={[
        {
          label: t.audit.at,
          render: ({ at }) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatTime(at, locale)}</Box>,
        },
        {
          label: t.audit.who,
          render: ({ actor, actorKind }) => actor?.displayName ?? wordOf(t.actorKinds, actorKind),
        },
        { label: t.audit.what, render: ({ action }) => wordOf(t.auditActions, action) },
        {
          label: t.audit.subject,
          render: ({ subjectKind, subjectId }) => {
            const page = pageOfSubject[subjectKind]
            const name = wordOf(t.subjectKinds, subjectKind)
            return page ? (
              <Link component={RouterLink} to={`/${page}/${subjectId}/show`}>
                {name}
              </Link>
            ) : (
              name
            )
          },
        },
        {
          label: t.audit.detail,
          render: ({ detail }) => (
            <Box
              component="code"
              sx={{ fontSize: '0.75rem', color: 'text.secondary', wordBreak: 'break-all' }}
            >
              {detailText(detail)}
            </Box>
          ),
        },
      ]}
    />
  )
}

/** Codes, ids and numbers, as `key value` pairs; nothing where there is nothing. */
function detailText(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  return Object.entries(detail)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(
      ([key, value]: readonly [string, unknown]) =>
        `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(' ')
}

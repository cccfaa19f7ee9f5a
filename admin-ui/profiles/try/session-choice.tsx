import { Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { documentTypes, type DocumentType } from '../../../domain/document-catalogue.ts'
import type { SessionStatus } from '../../../domain/session-state.ts'
import { documentWords } from '../../../domain/words/documents.ts'
import { statusWords } from '../../../domain/words/statuses.ts'
import { SessionsDocument } from '../../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../../api/run.ts'
import { useMayDo } from '../../auth/use-viewer.ts'
import { Reasons, SessionStatusChip } from '../../parts/codes.tsx'
import { PersonSearch } from '../../parts/person-search.tsx'
import { usePersonSearch } from '../../parts/person-searches.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { SandboxMark } from '../../parts/sandbox-mark.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'

/** States in which a machine has decided at least once. */
const decided = [
  'APPROVED',
  'DECLINED',
  'IN_REVIEW',
  'RESUBMISSION_REQUESTED',
] as const satisfies readonly SessionStatus[]
const perPage = 10

/** Past applications, newest first, narrowed by what is known of the one that is looked for. */
export function SessionChoice({ onChoose }: { readonly onChoose: (sessionId: string) => void }) {
  const { t, locale } = useWords()
  const mayFind = useMayDo('findPersons')
  const { searched, search } = usePersonSearch('try')
  const [status, setStatus] = useState<SessionStatus | null>(null)
  const [documentType, setDocumentType] = useState<DocumentType | null>(null)
  const isSearching = mayFind && searched.text.trim() !== ''
  const filter = {
    status: status === null ? [...decided] : [status],
    ...(documentType === null ? {} : { documentType: [documentType] }),
    ...(isSearching ? { search: { text: searched.text.trim(), exact: searched.exact } } : {}),
  }
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['sessions-to-try', filter],
      queryFn: async ({ pageParam }) =>
        (await run(SessionsDocument, { filter, first: perPage, after: pageParam }))
          .verificationSessions,
      initialPageParam: null as string | null,
      getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
      placeholderData: keepPreviousData,
      retry: false,
    })
  const rows = data?.pages.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? []
  return (
    <Card component="section" aria-labelledby="session-choice" sx={{ p: 2 }}>
      <Typography id="session-choice" variant="h6" component="h2">
        {t.trial.choose}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {t.trial.chooseHelp}
      </Typography>
      {mayFind && <PersonSearch searched={searched} onSearch={search} />}
      <Box sx={{ display: 'flex', gap: 1.5, mb: 1.5 }}>
        <Choice
          label={t.sessions.status}
          value={status}
          choices={decided}
          wordOf={(each) => statusWords[locale][each]}
          onChoose={setStatus}
        />
        <Choice
          label={t.sessions.document}
          value={documentType}
          choices={documentTypes}
          wordOf={(each) => documentWords[locale][each]}
          onChoose={setDocumentType}
        />
      </Box>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !error && rows.length === 0 && (
        <EmptyState>
          {isSearching || status !== null || documentType !== null ? t.app.noMatch : t.trial.none}
        </EmptyState>
      )}
      {rows.length > 0 && !error && (
        <RowsTable
          label={t.trial.choose}
          rows={rows}
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
            {
              label: t.sessions.status,
              render: (row) => <SessionStatusChip status={row.status} />,
            },
            {
              label: t.sessions.reasons,
              render: ({ reasonCodes }) => <Reasons codes={reasonCodes} most={2} />,
            },
            {
              label: t.sessions.document,
              render: (row) =>
                row.documentType ? documentWords[locale][row.documentType] : t.app.none,
            },
            {
              label: t.sessions.created,
              render: ({ createdAt }) => formatTime(createdAt, locale),
            },
            {
              label: t.trial.try,
              align: 'right',
              render: ({ id, applicant }) => (
                <Button
                  size="small"
                  aria-label={`${t.trial.try}: ${applicant.externalId}`}
                  onClick={() => onChoose(id)}
                >
                  {t.trial.try}
                </Button>
              ),
            },
          ]}
        />
      )}
      {hasNextPage && !error && (
        <Box sx={{ display: 'grid', placeItems: 'center', pt: 1.5 }}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.trial.more}
          </Button>
        </Box>
      )}
    </Card>
  )
}

function Choice<Value extends string>({
  label,
  value,
  choices,
  wordOf,
  onChoose,
}: {
  readonly label: string
  readonly value: Value | null
  readonly choices: readonly Value[]
  readonly wordOf: (value: Value) => string
  readonly onChoose: (value: Value | null) => void
}) {
  const { t } = useWords()
  return (
    <TextField
      select
      label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(choices.find((each) => each === event.target.value) ?? null)}
      sx={{ width: 220 }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{t.app.all}</MenuItem>
      {choices.map((each) => (
        <MenuItem key={each} value={each}>
          {wordOf(each)}
        </MenuItem>
      ))}
    </TextField>
  )
}

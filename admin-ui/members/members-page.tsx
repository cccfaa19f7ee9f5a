import AddIcon from '@mui/icons-material/PersonAddAltOutlined'
import { Box, Button, Card, FormControlLabel, Switch, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { roleWords } from '../../domain/words/roles.ts'
import { StaffDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo, useViewer } from '../auth/use-viewer.ts'
import { Page } from '../parts/page.tsx'
import { RowsTable, type Column } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberMenu } from './member-menu.tsx'
import { rowsOf, statusLooks, type StaffRow } from './staff-rows.ts'

/** Who comes in, with which roles, and how; owners invite, change and shut out. */
export function MembersPage() {
  const { t } = useWords()
  const mayManage = useMayDo('manageMembers')
  const [inviting, setInviting] = useState(false)
  const [former, setFormer] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['staff'],
    queryFn: () => run(StaffDocument, {}),
    retry: false,
  })
  const rows = rowsOf(data?.staff ?? [], former)
  return (
    <Page
      title={t.members.title}
      actions={
        <>
          <FormControlLabel
            control={<Switch size="small" checked={former} onChange={() => setFormer(!former)} />}
            label={t.members.showFormer}
          />
          <Button component={Link} to="/members/sign-in">
            {t.signIn.open}
          </Button>
          {mayManage && (
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => setInviting(true)}>
              {t.members.invite}
            </Button>
          )}
        </>
      }
    >
      {isPending ? (
        <LoadingState />
      ) : !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Card>
          {rows.length === 0 ? (
            <EmptyState>{t.members.empty}</EmptyState>
          ) : (
            <Rows rows={rows} mayManage={mayManage} />
          )}
        </Card>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

function Rows({
  rows,
  mayManage,
}: {
  readonly rows: readonly StaffRow[]
  readonly mayManage: boolean
}) {
  const { t, locale } = useWords()
  const viewer = useViewer()
  const columns: readonly Column<StaffRow>[] = [
    { label: t.members.name, render: (row) => <Name row={row} own={row.id === viewer?.id} /> },
    {
      label: t.members.roles,
      render: ({ member }) =>
        member.roles.map((role) => roleWords[locale][role]).join(locale === 'ja' ? '・' : ', '),
    },
    { label: t.members.status, render: (row) => <Status row={row} /> },
    {
      label: t.members.secondFactor,
      render: ({ secondFactor }) => (secondFactor ? t.members.factorOn : t.members.factorOff),
    },
    {
      label: t.members.lastSignIn,
      render: ({ lastSignedInAt }) => (
        <Box sx={{ whiteSpace: 'nowrap' }}>
          {lastSignedInAt ? formatTime(lastSignedInAt, locale) : t.members.never}
        </Box>
      ),
    },
    ...(mayManage
      ? [
          {
            label: '',
            align: 'right' as const,
            render: (row: StaffRow) => <MemberMenu row={row} own={row.id === viewer?.id} />,
          },
        ]
      : []),
  ]
  return <RowsTable label={t.members.title} rows={rows} columns={columns} />
}

function Name({ row, own }: { readonly row: StaffRow; readonly own: boolean }) {
  const { t } = useWords()
  return (
    <Box sx={{ py: 0.3 }}>
      <Box sx={{ fontWeight: 600 }}>
        {row.member.displayName}
        {own && (
          <Typography component="span" variant="caption" color="text.secondary" sx={{ ml: 1 }}>
            {t.members.you}
          </Typography>
        )}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {row.email ?? t.app.none}
        {row.partnerName !== null && ` · ${t.members.guestOf(row.partnerName)}`}
        {row.breakGlass && ` · ${t.members.emergency}`}
      </Typography>
    </Box>
  )
}

function Status({ row }: { readonly row: StaffRow }) {
  const { t, locale } = useWords()
  return (
    <>
      <ToneChip look={statusLooks[row.status]}>{t.staffStatuses[row.status]}</ToneChip>
      {row.status === 'INVITED' && (
        <Typography variant="caption" color="text.secondary" component="div">
          {row.linkExpiresAt
            ? t.members.linkUntil(formatTime(row.linkExpiresAt, locale))
            : t.members.linkOver}
        </Typography>
      )}
    </>
  )
}

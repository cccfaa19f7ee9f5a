import { Box, Button, Card, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import {
  EndOtherLoginsDocument,
  EndOwnLoginDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { ownLogins } from './own-logins.ts'
import { deviceName } from './device-name.ts'

/** Where one is signed in, and out with it. */
export function OwnDevices() {
  const { t, locale } = useWords()
  const notify = useNotify()
  const { data, error, refetch } = useQuery(ownLogins)
  const { start, busy } = useOperation(async (loginId: string | null) =>
    loginId === null
      ? expectSuccess((await run(EndOtherLoginsDocument, {})).endOtherLogins)
      : expectSuccess((await run(EndOwnLoginDocument, { loginId })).endOwnLogin),
  )
  const end = async (loginId: string | null) => {
    if (await start(loginId)) notify(t.ownAccount.ended, { type: 'success' })
    await refetch()
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  return (
    <Card sx={{ pt: 2.5, gridColumn: '1 / -1' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 2.5, mb: 1 }}>
        <Typography variant="h6" component="h2" sx={{ flex: 1 }}>
          {t.ownAccount.devicesTitle}
        </Typography>
        {data.length > 1 && (
          <Button color="error" disabled={busy} onClick={() => void end(null)}>
            {t.ownAccount.endAll}
          </Button>
        )}
      </Box>
      <RowsTable
        label={t.ownAccount.devicesTitle}
        rows={data.map((login) => ({ ...login, id: login.loginId }))}
        columns={[
          {
            label: t.ownAccount.device,
            render: ({ userAgent, current, viaSso }) => (
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
                {deviceName(userAgent) ?? t.ownAccount.unknownDevice}
                {current && (
                  <ToneChip look={{ tone: 'good', icon: 'check' }}>{t.ownAccount.thisOne}</ToneChip>
                )}
                {viaSso && (
                  <ToneChip look={{ tone: 'info', icon: 'person' }}>{t.ownAccount.sso}</ToneChip>
                )}
              </Box>
            ),
          },
          { label: t.ownAccount.address, render: ({ address }) => address ?? t.app.none },
          { label: t.ownAccount.since, render: ({ signedInAt }) => formatTime(signedInAt, locale) },
          {
            label: '',
            align: 'right',
            render: ({ loginId, current }) =>
              !current && (
                <Button size="small" disabled={busy} onClick={() => void end(loginId)}>
                  {t.ownAccount.end}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}

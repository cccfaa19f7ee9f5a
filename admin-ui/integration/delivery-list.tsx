import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  ResendWebhookDocument,
  type DeliveryPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { FilterBar } from '../parts/filter-bar.tsx'
import { ChoiceFilter, TextFilter } from '../parts/filter-fields.tsx'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { deliveryLooks, unknownLook } from '../theme/tones.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'

export function DeliveryList() {
  const { t } = useWords()
  return (
    <RecordsList
      resource="deliveries"
      title={t.deliveries.title}
      filters={
        <FilterBar>
          <ChoiceFilter
            name="status"
            label={t.deliveries.status}
            all={t.app.all}
            choices={Object.entries(t.deliveryStatuses).map(([value, label]) => ({ value, label }))}
          />
          <TextFilter name="sessionId" label={t.deliveries.sessionId} width={300} />
        </FilterBar>
      }
      empty={t.deliveries.empty}
      refetchMs={20_000}
    >
      <Rows />
    </RecordsList>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { data = [] } = useListContext<DeliveryPartsFragment>()
  const [shownId, setShownId] = useState<string | null>(null)
  const { start, busy } = useOperation(async (deliveryId: string) =>
    expectSuccess((await run(ResendWebhookDocument, { deliveryId })).resendWebhook),
  )
  const resend = async (id: string) => {
    if (await start(id)) notify(t.deliveries.resent, { type: 'info' })
    refresh()
  }
  const shown = data.find(({ id }) => id === shownId)
  return (
    <>
      <RowsTable
        label={t.deliveries.title}
        rows={data}
        columns={[
          { label: t.deliveries.created, render: ({ createdAt }) => formatTime(createdAt, locale) },
          { label: t.deliveries.event, render: ({ event }) => wordOf(t.webhookEvents, event) },
          {
            label: t.deliveries.endpoint,
            render: ({ endpoint }) => <Box sx={{ wordBreak: 'break-all' }}>{endpoint.url}</Box>,
          },
          {
            label: t.deliveries.status,
            render: ({ status }) => <DeliveryStatus status={status} />,
          },
          {
            label: t.deliveries.attempts,
            align: 'right',
            render: ({ attempts }) => attempts.length,
          },
          {
            label: t.deliveries.finished,
            render: ({ finishedAt }) => (finishedAt ? formatTime(finishedAt, locale) : t.app.none),
          },
          {
            label: '',
            align: 'right',
            render: ({ id }) => (
              <>
                <Button size="small" onClick={() => setShownId(id)}>
                  {t.audit.detail}
                </Button>
                <Button size="small" disabled={busy} onClick={() => void resend(id)}>
                  {t.deliveries.resend}
                </Button>
              </>
            ),
          },
        ]}
      />
      {shown && <DeliveryDialog delivery={shown} onClose={() => setShownId(null)} />}
    </>
  )
}

function DeliveryStatus({ status }: { readonly status: string }) {
  const { t } = useWords()
  return (
    <ToneChip look={deliveryLooks[status] ?? unknownLook}>
      {wordOf(t.deliveryStatuses, status)}
    </ToneChip>
  )
}

/** What was sent, and what came back each time. */
function DeliveryDialog({
  delivery,
  onClose,
}: {
  readonly delivery: DeliveryPartsFragment
  readonly onClose: () => void
}) {
  const { t, locale } = useWords()
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="delivery">
      <DialogTitle id="delivery">
        {wordOf(t.webhookEvents, delivery.event)} <DeliveryStatus status={delivery.status} />
      </DialogTitle>
      <DialogContent>
        <Typography variant="subtitle2">{t.deliveries.attempts}</Typography>
        {delivery.attempts.length === 0 && (
          <Typography color="text.secondary">{t.app.none}</Typography>
        )}
        {delivery.attempts.map((attempt) => (
          <Typography key={attempt.number} variant="body2">
            {t.deliveries.attempt(attempt.number)} · {formatTime(attempt.at, locale)} ·{' '}
            {attempt.httpStatus === null
              ? t.deliveries.noAnswer
              : t.deliveries.http(attempt.httpStatus)}{' '}
            · {t.deliveries.duration(attempt.durationMs)}
            {attempt.errorCode !== null && ` · ${attempt.errorCode}`}
          </Typography>
        ))}
        <Typography variant="subtitle2" sx={{ mt: 2 }}>
          {t.deliveries.body}
        </Typography>
        <Box
          component="pre"
          sx={{
            m: 0,
            p: 1.5,
            bgcolor: 'action.hover',
            borderRadius: 1,
            overflow: 'auto',
            fontSize: '0.8rem',
          }}
        >
          {indented(delivery.body)}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.app.close}</Button>
      </DialogActions>
    </Dialog>
  )
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

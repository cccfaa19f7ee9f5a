import AddIcon from '@mui/icons-material/AddOutlined'
import {
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  CreateWebhookEndpointDocument,
  DisableWebhookEndpointDocument,
  RotateWebhookSecretDocument,
  TestWebhookDocument,
  type EndpointPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'

export function EndpointList() {
  const { t } = useWords()
  return (
    <RecordsList
      resource="endpoints"
      title={t.webhooks.title}
      actions={<CreateEndpoint />}
      empty={t.webhooks.empty}
    >
      <Rows />
    </RecordsList>
  )
}

interface Asked {
  readonly deed: 'ROTATE' | 'DISABLE'
  readonly endpoint: EndpointPartsFragment
}

function Rows() {
  const { t, locale } = useWords()
  const refresh = useRefresh()
  const notify = useNotify()
  const navigate = useNavigate()
  const { data = [] } = useListContext<EndpointPartsFragment>()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const rotate = useOperation(async (endpointId: string) =>
    expectSuccess((await run(RotateWebhookSecretDocument, { endpointId })).rotateWebhookSecret),
  )
  const disable = useOperation(async (endpointId: string) =>
    expectSuccess(
      (await run(DisableWebhookEndpointDocument, { endpointId })).disableWebhookEndpoint,
    ),
  )
  const test = useOperation(async (endpointId: string) =>
    expectSuccess((await run(TestWebhookDocument, { endpointId })).testWebhook),
  )
  const sendTest = async ({ id }: EndpointPartsFragment) => {
    if (!(await test.start(id))) return
    notify(t.webhooks.tested, { type: 'info' })
    await navigate(deliveriesOf(id))
  }
  const confirm = async ({ deed, endpoint }: Asked) => {
    if (deed === 'ROTATE') setSecret((await rotate.start(endpoint.id))?.secret ?? null)
    else await disable.start(endpoint.id)
    setAsked(null)
    refresh()
  }
  const deedWords = {
    ROTATE: { title: t.webhooks.rotate, help: t.webhooks.rotateHelp },
    DISABLE: { title: t.webhooks.disable, help: t.webhooks.disableHelp },
  }
  const words = deedWords[asked?.deed ?? 'ROTATE']
  return (
    <>
      <RowsTable
        label={t.webhooks.title}
        rows={data}
        columns={[
          {
            label: t.webhooks.url,
            render: ({ url, sandbox }) => (
              <Stack
                direction="row"
                spacing={1}
                sx={{ fontWeight: 600, alignItems: 'center', wordBreak: 'break-all' }}
              >
                <span>{url}</span>
                {sandbox && <SandboxMark />}
              </Stack>
            ),
          },
          {
            label: t.webhooks.events,
            render: ({ events }) =>
              events.length === 0
                ? t.webhooks.allEvents
                : events
                    .map((event) => wordOf(t.webhookEvents, event))
                    .join(locale === 'ja' ? '・' : ', '),
          },
          {
            label: t.webhooks.state,
            render: ({ disabledAt, previousSecretUntil }) => (
              <>
                {disabledAt ? (
                  <ToneChip look={{ tone: 'quiet', icon: 'dash' }}>{t.webhooks.off}</ToneChip>
                ) : (
                  <ToneChip look={{ tone: 'good', icon: 'check' }}>{t.webhooks.on}</ToneChip>
                )}
                {previousSecretUntil && Date.parse(previousSecretUntil) > Date.now() && (
                  <Typography variant="caption" color="text.secondary" component="div">
                    {t.webhooks.bothUntil(formatTime(previousSecretUntil, locale))}
                  </Typography>
                )}
              </>
            ),
          },
          { label: t.webhooks.created, render: ({ createdAt }) => formatTime(createdAt, locale) },
          {
            label: '',
            align: 'right',
            render: (endpoint) => (
              <>
                <Button size="small" component={Link} to={deliveriesOf(endpoint.id)}>
                  {t.webhooks.deliveries}
                </Button>
                {endpoint.disabledAt === null && (
                  <>
                    <Button
                      size="small"
                      loading={test.busy}
                      onClick={() => void sendTest(endpoint)}
                    >
                      {t.webhooks.test}
                    </Button>
                    <Button size="small" onClick={() => setAsked({ deed: 'ROTATE', endpoint })}>
                      {t.webhooks.rotate}
                    </Button>
                    <Button
                      size="small"
                      color="error"
                      onClick={() => setAsked({ deed: 'DISABLE', endpoint })}
                    >
                      {t.webhooks.disable}
                    </Button>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
      <ConfirmDialog
        open={asked !== null}
        title={words.title}
        confirm={words.title}
        tone={asked?.deed === 'DISABLE' ? 'error' : 'primary'}
        busy={rotate.busy || disable.busy}
        onConfirm={() => asked && void confirm(asked)}
        onClose={() => setAsked(null)}
      >
        <Typography sx={{ fontWeight: 600, wordBreak: 'break-all' }}>
          {asked?.endpoint.url}
        </Typography>
        <Typography color="text.secondary">{words.help}</Typography>
      </ConfirmDialog>
      {secret !== null && <EndpointSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}

const deliveriesOf = (endpointId: string): string =>
  `/deliveries?filter=${encodeURIComponent(JSON.stringify({ endpointId }))}`

function EndpointSecret({
  secret,
  onClose,
}: {
  readonly secret: string
  readonly onClose: () => void
}) {
  const { t } = useWords()
  return (
    <SecretDialog
      title={t.webhooks.secretTitle}
      help={t.webhooks.secretHelp}
      secret={secret}
      onClose={onClose}
    />
  )
}

function CreateEndpoint() {
  const { t } = useWords()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly string[]>([])
  const [sandbox, setSandbox] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(CreateWebhookEndpointDocument, {
          input: { url: url.trim(), events: [...events], sandbox },
        })
      ).createWebhookEndpoint,
    ),
  )
  const create = async () => {
    const made = await start(undefined)
    if (!made) return
    setOpen(false)
    setUrl('')
    setSecret(made.secret)
    refresh()
  }
  return (
    <>
      <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen(true)}>
        {t.webhooks.create}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        maxWidth="sm"
        fullWidth
        aria-labelledby="hook"
      >
        <DialogTitle id="hook">{t.webhooks.create}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              type="url"
              label={t.webhooks.url}
              helperText={t.webhooks.createHelp}
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
            <Autocomplete
              multiple
              disableCloseOnSelect
              options={Object.keys(t.webhookEvents).filter((event) => event !== 'webhook.test')}
              value={[...events]}
              onChange={(_event, next) => setEvents(next)}
              getOptionLabel={(event) => wordOf(t.webhookEvents, event)}
              renderInput={(props) => (
                <TextField
                  {...props}
                  label={t.webhooks.events}
                  placeholder={events.length === 0 ? t.webhooks.allEvents : ''}
                />
              )}
            />
            <FormControlLabel
              control={<Switch checked={sandbox} onChange={() => setSandbox(!sandbox)} />}
              label={t.app.sandbox}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t.app.cancel}</Button>
          <Button
            variant="contained"
            loading={busy}
            disabled={url.trim() === ''}
            onClick={() => void create()}
          >
            {t.app.create}
          </Button>
        </DialogActions>
      </Dialog>
      {secret !== null && <EndpointSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}

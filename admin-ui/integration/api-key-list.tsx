import AddIcon from '@mui/icons-material/AddOutlined'
import {
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormGroup,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useListContext, useRefresh } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  CreateApiKeyDocument,
  RevokeApiKeyDocument,
  type ApiScope,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { daysOf, KeyLife } from './key-life.tsx'
import { KeyState, opens, type ApiKeyRow } from './key-state.tsx'
import { RotateKey } from './rotate-key.tsx'
import { SpeaksFor } from './speaks-for.tsx'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

const scopes = [
  'SESSIONS_READ',
  'SESSIONS_WRITE',
  'PERSONS_READ',
  'CASES_REVIEW',
  'EXPORTS_READ',
  'WEBHOOKS_MANAGE',
] as const satisfies readonly ApiScope[]

export function ApiKeyList() {
  const { t } = useWords()
  return (
    <RecordsList
      resource="api-keys"
      title={t.apiKeys.title}
      actions={<CreateKey />}
      empty={t.apiKeys.empty}
    >
      <Rows />
    </RecordsList>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const refresh = useRefresh()
  const { data = [] } = useListContext<ApiKeyRow>()
  const [rotating, setRotating] = useState<ApiKeyRow | null>(null)
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null)
  const { start, busy } = useOperation(async (apiKeyId: string) =>
    expectSuccess((await run(RevokeApiKeyDocument, { apiKeyId })).revokeApiKey),
  )
  const revoke = async (key: ApiKeyRow) => {
    await start(key.id)
    setRevoking(null)
    refresh()
  }
  return (
    <>
      <RowsTable
        label={t.apiKeys.title}
        rows={data}
        columns={[
          {
            label: t.apiKeys.name,
            render: ({ name, sandbox }) => (
              <Stack direction="row" spacing={1} sx={{ fontWeight: 600, alignItems: 'center' }}>
                <span>{name}</span>
                {sandbox && <SandboxMark />}
              </Stack>
            ),
          },
          { label: t.apiKeys.key, render: ({ hint }) => <code>{hint}</code> },
          {
            label: t.apiKeys.scopes,
            render: (key) =>
              key.scopes.map((scope) => t.scopes[scope]).join(locale === 'ja' ? '・' : ', '),
          },
          {
            label: t.fourEyes.speaksFor,
            render: (key) => key.speaksFor?.displayName ?? t.app.none,
          },
          { label: t.apiKeys.created, render: ({ createdAt }) => formatTime(createdAt, locale) },
          {
            label: t.apiKeys.lastUsed,
            render: ({ lastUsedAt }) =>
              lastUsedAt ? formatTime(lastUsedAt, locale) : t.apiKeys.never,
          },
          {
            label: t.apiKeys.ends,
            render: ({ expiresAt }) =>
              expiresAt ? formatTime(expiresAt, locale) : t.apiKeys.endsNever,
          },
          { label: t.apiKeys.state, render: (key) => <KeyState apiKey={key} /> },
          {
            label: '',
            align: 'right',
            render: (key) =>
              opens(key) && (
                <Box sx={{ whiteSpace: 'nowrap' }}>
                  {!key.replaced && (
                    <Button size="small" onClick={() => setRotating(key)}>
                      {t.apiKeys.rotate}
                    </Button>
                  )}
                  <Button size="small" color="error" onClick={() => setRevoking(key)}>
                    {t.apiKeys.revoke}
                  </Button>
                </Box>
              ),
          },
        ]}
      />
      <ConfirmDialog
        open={revoking !== null}
        title={`${t.apiKeys.revoke}: ${revoking?.name ?? ''}`}
        confirm={t.apiKeys.revoke}
        tone="error"
        busy={busy}
        onConfirm={() => revoking && void revoke(revoking)}
        onClose={() => setRevoking(null)}
      >
        {t.apiKeys.revokeHelp}
      </ConfirmDialog>
      {rotating && <RotateKey apiKey={rotating} onClose={() => setRotating(null)} />}
    </>
  )
}

function CreateKey() {
  const { t } = useWords()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [sandbox, setSandbox] = useState(true)
  const [chosen, setChosen] = useState<readonly ApiScope[]>(['SESSIONS_READ', 'SESSIONS_WRITE'])
  const [secret, setSecret] = useState<string | null>(null)
  const [speaksFor, setSpeaksFor] = useState('')
  const [life, setLife] = useState('365')
  const reviews = chosen.includes('CASES_REVIEW')
  const mayGrant = useViewer()?.mayGrant ?? []
  const offered = scopes.filter((scope) => mayGrant.includes(scope))
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(CreateApiKeyDocument, {
          input: {
            name: name.trim(),
            scopes: [...chosen],
            sandbox,
            speaksForId: reviews ? speaksFor : null,
            expiresInDays: daysOf(life),
          },
        })
      ).createApiKey,
    ),
  )
  const create = async () => {
    const made = await start(undefined)
    if (!made) return
    setOpen(false)
    setName('')
    setSecret(made.secret)
    refresh()
  }
  const toggle = (scope: ApiScope) =>
    setChosen(scopes.filter((each) => (each === scope) !== chosen.includes(each)))
  return (
    <>
      <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen(true)}>
        {t.apiKeys.create}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        maxWidth="xs"
        fullWidth
        aria-labelledby="key"
      >
        <DialogTitle id="key">{t.apiKeys.create}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              label={t.apiKeys.name}
              helperText={t.apiKeys.nameHelp}
              value={name}
              onChange={(event) => setName(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 80 } }}
            />
            <FormGroup aria-label={t.apiKeys.scopes}>
              {offered.map((scope) => (
                <FormControlLabel
                  key={scope}
                  control={
                    <Checkbox
                      size="small"
                      checked={chosen.includes(scope)}
                      onChange={() => toggle(scope)}
                    />
                  }
                  label={t.scopes[scope]}
                />
              ))}
            </FormGroup>
            <KeyLife value={life} onChange={setLife} />
            {reviews && <SpeaksFor value={speaksFor} onChange={setSpeaksFor} />}
            <div>
              <FormControlLabel
                control={<Switch checked={sandbox} onChange={() => setSandbox(!sandbox)} />}
                label={t.app.sandbox}
              />
              <Typography variant="caption" color="text.secondary" component="p">
                {t.apiKeys.sandboxHelp}
              </Typography>
            </div>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t.app.cancel}</Button>
          <Button
            variant="contained"
            loading={busy}
            disabled={name.trim() === '' || chosen.length === 0 || (reviews && speaksFor === '')}
            onClick={() => void create()}
          >
            {t.app.create}
          </Button>
        </DialogActions>
      </Dialog>
      {secret !== null && (
        <SecretDialog
          title={t.apiKeys.secretTitle}
          help={t.apiKeys.secretHelp}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  )
}

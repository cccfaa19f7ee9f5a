import { Alert, Box, Button, Card, Stack, TextField, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { toDataURL } from 'qrcode'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { codeOf } from '../api/api-error.ts'
import { roleWords } from '../../domain/words/roles.ts'
import { Page } from '../parts/page.tsx'
import { useWords } from '../words/use-words.ts'
import { beginTotp, confirmTotp, endTotp, hasTotp, type TotpSetup } from './logins.ts'
import { OwnDevices } from './own-devices.tsx'
import { OwnPassword } from './own-password.tsx'
import { useViewer } from './use-viewer.ts'
import { forgetViewer } from './viewer.ts'

/** Who one is here, and the second step of the login. */
export function AccountPage() {
  const { t, locale } = useWords()
  const viewer = useViewer()
  return (
    <Page title={t.account.title}>
      {viewer?.mustEnrol && (
        <Alert severity="warning" sx={{ mb: 2, maxWidth: 1100 }}>
          {t.ownAccount.mustEnrol}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(380px, 1fr))',
          alignItems: 'start',
          maxWidth: 1100,
        }}
      >
        <Card sx={{ p: 2.5 }}>
          <Typography variant="h6" component="h2">
            {viewer?.displayName}
          </Typography>
          <Typography color="text.secondary" sx={{ mb: 2 }}>
            {t.account.roles}:{' '}
            {viewer?.roles
              .map((role) => roleWords[locale][role])
              .join(locale === 'ja' ? '・' : ', ')}
          </Typography>
          <SecondStep />
        </Card>
        <OwnPassword />
        <OwnDevices />
      </Box>
    </Page>
  )
}

function SecondStep() {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const { data: on, refetch } = useQuery({ queryKey: ['totp'], queryFn: hasTotp, retry: false })
  const [setup, setSetup] = useState<TotpSetup | null>(null)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
      setTyped('')
      await refetch()
    } catch (error) {
      const wrong = setup ? t.login.wrongCode : t.login.wrongPassword
      const code = codeOf(error)
      notify(code === 'UNAUTHENTICATED' ? wrong : t.errors[code], { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      if (setup) {
        await confirmTotp(typed)
        setSetup(null)
        // where the company asks for it, everything else opens now
        forgetViewer()
        await client.invalidateQueries({ queryKey: ['viewer'] })
        notify(t.account.done, { type: 'success' })
      } else if (on === true) {
        await endTotp(typed)
        notify(t.account.offDone, { type: 'info' })
      } else setSetup(await beginTotp(typed))
    })
  }
  if (on === undefined) return null
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Alert severity={on ? 'success' : 'warning'}>
        {on ? t.account.totpOn : t.account.totpOff}
      </Alert>
      {setup && <Setup setup={setup} />}
      {setup ? (
        <TextField
          key="code"
          label={t.login.totp}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="one-time-code"
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 6 } }}
        />
      ) : (
        <TextField
          key="password"
          type="password"
          label={t.account.password}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="current-password"
        />
      )}
      <Button
        type="submit"
        variant="contained"
        loading={busy}
        disabled={typed === ''}
        sx={{ alignSelf: 'start' }}
      >
        {setup ? t.account.confirm : on ? t.account.turnOff : t.account.turnOn}
      </Button>
    </Stack>
  )
}

function Setup({ setup }: { readonly setup: TotpSetup }) {
  const { t } = useWords()
  const { data: picture } = useQuery({
    queryKey: ['totpPicture', setup.uri],
    queryFn: () => toDataURL(setup.uri, { margin: 2, width: 220 }),
  })
  return (
    <>
      <Typography>{t.account.scan}</Typography>
      {picture && <img src={picture} alt="" width={220} height={220} />}
      <Typography variant="body2" color="text.secondary">
        {t.account.uri}
      </Typography>
      <Box component="code" sx={{ wordBreak: 'break-all', fontSize: '0.8rem' }}>
        {setup.uri}
      </Box>
      <Typography>{t.account.backup}</Typography>
      <Box
        component="code"
        sx={{ columnCount: 2, p: 1.5, bgcolor: 'action.hover', borderRadius: 1 }}
      >
        {setup.backupCodes.map((code) => (
          <div key={code}>{code}</div>
        ))}
      </Box>
    </>
  )
}

import { Alert, Button, Link, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useLogin } from 'react-admin'
import { useLocation } from 'react-router-dom'
import { codeOf, type ApiErrorCode } from '../api/api-error.ts'
import { useWords } from '../words/use-words.ts'
import { TotpAsked, type LoginInput } from './auth-provider.ts'
import { companySignIn } from './company.ts'
import { FrontPage } from './front-page.tsx'

type Step = LoginInput['step']

export function LoginPage() {
  const { t } = useWords()
  const login = useLogin()
  const [step, setStep] = useState<Step>('PASSWORD')
  const [failure, setFailure] = useState<ApiErrorCode | null>(null)
  const [busy, setBusy] = useState(false)

  const why = new URLSearchParams(useLocation().search).get('sso')
  // an address may say anything: only words of ours are shown
  const refusal = Object.entries(t.ssoRefusals).find(([code]) => code === why)?.[1]
  const company = companySignIn()

  const go = (next: Step) => {
    setFailure(null)
    setStep(next)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await login(inputOf(step, new FormData(event.currentTarget)))
    } catch (error) {
      if (error instanceof TotpAsked) go('TOTP')
      else setFailure(codeOf(error))
    } finally {
      setBusy(false)
    }
  }
  const told =
    failure === 'UNAUTHENTICATED'
      ? step === 'PASSWORD'
        ? t.login.wrongPassword
        : t.login.wrongCode
      : failure && t.errors[failure]

  return (
    <FrontPage>
      <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)} key={step}>
        <Typography variant="h6" component="h2">
          {step === 'PASSWORD' ? t.login.title : t.login.totpTitle}
        </Typography>
        {step === 'PASSWORD' ? (
          <>
            <TextField
              name="email"
              type="email"
              label={t.login.email}
              autoComplete="username"
              required
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this form
              autoFocus
            />
            <TextField
              name="password"
              type="password"
              label={t.login.password}
              autoComplete="current-password"
              required
            />
          </>
        ) : (
          <>
            <Typography color="text.secondary">
              {step === 'TOTP' ? t.login.totpHint : t.login.backupHint}
            </Typography>
            <TextField
              name="code"
              label={t.login.totp}
              autoComplete="one-time-code"
              required
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              slotProps={{
                htmlInput:
                  step === 'TOTP'
                    ? { inputMode: 'numeric', maxLength: 6, pattern: '[0-9]{6}' }
                    : {},
              }}
            />
          </>
        )}
        {refusal && step === 'PASSWORD' && !told && <Alert severity="warning">{refusal}</Alert>}
        {told && <Alert severity="error">{told}</Alert>}
        <Button type="submit" variant="contained" size="large" loading={busy}>
          {t.login.submit}
        </Button>
        {step === 'PASSWORD' && company !== null && (
          <Button href={company} variant="outlined" size="large">
            {t.signIn.company}
          </Button>
        )}
        {step !== 'PASSWORD' && (
          <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
            <Link component="button" type="button" onClick={() => go('PASSWORD')}>
              {t.login.back}
            </Link>
            <Link
              component="button"
              type="button"
              onClick={() => go(step === 'TOTP' ? 'BACKUP_CODE' : 'TOTP')}
            >
              {step === 'TOTP' ? t.login.useBackup : t.login.useTotp}
            </Link>
          </Stack>
        )}
      </Stack>
    </FrontPage>
  )
}

function inputOf(step: Step, form: FormData): LoginInput {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  if (step !== 'PASSWORD') return { step, code: text('code') }
  // a password may begin or end with a blank
  const password = form.get('password')
  return { step, email: text('email'), password: typeof password === 'string' ? password : '' }
}

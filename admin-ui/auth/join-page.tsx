import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import {
  StaffLinkDocument,
  UseStaffLinkDocument,
  type StaffLinkQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { FrontPage } from './front-page.tsx'
import { isSound, NewPassword, type NewPasswordTyped } from './new-password.tsx'

type OpenLink = NonNullable<StaffLinkQuery['staffLink']>

/** Where a link of a member's leads: an invited person sets name and password, others a new password. */
export function JoinPage() {
  const { t } = useWords()
  const { token = '' } = useParams()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['staffLink', token],
    queryFn: async () => (await run(StaffLinkDocument, { token })).staffLink,
    retry: false,
    // once used it is over, and that is no news while its page is open
    staleTime: Infinity,
  })
  return (
    <FrontPage>
      {isPending ? (
        <LoadingState />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Form token={token} link={data} />
      ) : (
        <Stack spacing={2}>
          <Alert severity="warning">{t.join.over}</Alert>
          <Button component={Link} to="/login">
            {t.join.toLogin}
          </Button>
        </Stack>
      )}
    </FrontPage>
  )
}

function Form({ token, link }: { readonly token: string; readonly link: OpenLink }) {
  const { t } = useWords()
  const notify = useNotify()
  const navigate = useNavigate()
  const invited = link.kind === 'INVITATION'
  const [displayName, setDisplayName] = useState(link.displayName)
  const [typed, setTyped] = useState<NewPasswordTyped>({ password: '', again: '' })
  const known = [link.email, displayName]
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(UseStaffLinkDocument, {
          input: {
            token,
            password: typed.password,
            displayName: invited ? displayName.trim() : null,
          },
        })
      ).useStaffLink,
    ),
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start(undefined))) return
    notify(t.join.joined, { type: 'success' })
    await navigate('/login', { replace: true })
  }
  return (
    <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
      <Typography variant="h6" component="h2">
        {invited ? t.join.welcome(link.tenantName) : t.join.resetTitle}
      </Typography>
      <TextField
        label={t.login.email}
        value={link.email}
        autoComplete="username"
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      {invited && (
        <TextField
          label={t.join.name}
          value={displayName}
          required
          autoComplete="name"
          onChange={(event) => setDisplayName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 80 } }}
        />
      )}
      <NewPassword typed={typed} known={known} onChange={setTyped} />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={busy}
        disabled={displayName.trim() === '' || !isSound(typed, known)}
      >
        {t.join.submit}
      </Button>
    </Stack>
  )
}

import { Button, Card, Stack, TextField, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { ChangeOwnPasswordDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { isSound, NewPassword, type NewPasswordTyped } from './new-password.tsx'
import { ownLogins } from './own-logins.ts'
import { useViewer } from './use-viewer.ts'

const nothing: NewPasswordTyped = { password: '', again: '' }

/** One's own password, changed by who knows the present one. */
export function OwnPassword() {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const known = [useViewer()?.displayName ?? '']
  const [present, setPresent] = useState('')
  const [typed, setTyped] = useState(nothing)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(ChangeOwnPasswordDocument, {
          currentPassword: present,
          newPassword: typed.password,
        })
      ).changeOwnPassword,
    ),
  )
  const { data: logins } = useQuery(ownLogins)
  // whoever comes by the company's provider has no password here
  if (!logins || logins.some(({ current, viaSso }) => current && viaSso)) return null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start(undefined))) return
    setPresent('')
    setTyped(nothing)
    notify(t.ownAccount.changed, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['ownLogins'] })
  }
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 2 }}>
        {t.ownAccount.passwordTitle}
      </Typography>
      <Stack component="form" spacing={1.5} onSubmit={(event) => void submit(event)}>
        <TextField
          type="password"
          label={t.ownAccount.present}
          autoComplete="current-password"
          required
          value={present}
          onChange={(event) => setPresent(event.target.value)}
        />
        <NewPassword typed={typed} known={known} onChange={setTyped} />
        <Button
          type="submit"
          variant="contained"
          loading={busy}
          disabled={present === '' || !isSound(typed, known)}
          sx={{ alignSelf: 'start' }}
        >
          {t.ownAccount.changePassword}
        </Button>
      </Stack>
    </Card>
  )
}

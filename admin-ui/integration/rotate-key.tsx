import { MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useRefresh } from 'react-admin'
import { RotateApiKeyDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { daysOf, KeyLife } from './key-life.tsx'
import type { ApiKeyRow } from './key-state.tsx'

const overlaps = [1, 24, 168]

/** A new key in the place of an old one, which goes on for a while. */
export function RotateKey({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKeyRow
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const refresh = useRefresh()
  const [overlap, setOverlap] = useState('24')
  const [life, setLife] = useState('365')
  const [secret, setSecret] = useState<string | null>(null)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(RotateApiKeyDocument, {
          apiKeyId: apiKey.id,
          overlapHours: Number(overlap),
          expiresInDays: daysOf(life),
        })
      ).rotateApiKey,
    ),
  )
  const rotate = async () => {
    const made = await start(undefined)
    if (!made) return
    setSecret(made.secret)
    refresh()
  }
  if (secret !== null) {
    return (
      <SecretDialog
        title={t.apiKeys.secretTitle}
        help={t.apiKeys.secretHelp}
        secret={secret}
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      title={`${t.apiKeys.rotate}: ${apiKey.name}`}
      confirm={t.apiKeys.rotate}
      busy={busy}
      onConfirm={() => void rotate()}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <Typography>{t.apiKeys.rotateHelp}</Typography>
        <TextField
          select
          size="small"
          label={t.apiKeys.overlap}
          value={overlap}
          onChange={(event) => setOverlap(event.target.value)}
        >
          <MenuItem value="0">{t.apiKeys.overlapNone}</MenuItem>
          {overlaps.map((hours) => (
            <MenuItem key={hours} value={String(hours)}>
              {t.apiKeys.overlapHours(hours)}
            </MenuItem>
          ))}
        </TextField>
        <KeyLife value={life} onChange={setLife} />
      </Stack>
    </ConfirmDialog>
  )
}

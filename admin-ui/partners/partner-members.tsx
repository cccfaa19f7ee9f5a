import {
  Box,
  Button,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  CreatePartnerMemberDocument,
  DisablePartnerMemberDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import type { PartnerRow } from './partners-page.tsx'

/** The people of a partner who have a login. */
export function PartnerMembers({
  partner,
  mayManage,
}: {
  readonly partner: PartnerRow
  readonly mayManage: boolean
}) {
  const { t } = useWords()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [closing, setClosing] = useState<PartnerRow['members'][number] | null>(null)
  const { start, busy } = useOperation(async (memberId: string) =>
    expectSuccess((await run(DisablePartnerMemberDocument, { memberId })).disablePartnerMember),
  )
  const close = async (memberId: string) => {
    await start(memberId)
    setClosing(null)
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="subtitle2" component="h3">
          {t.partners.members}
        </Typography>
        {partner.members.map((member) => (
          <Chip
            key={member.id}
            size="small"
            label={member.displayName}
            {...(mayManage && { onDelete: () => setClosing(member) })}
          />
        ))}
        {partner.members.length === 0 && (
          <Typography variant="body2" color="text.secondary">
            {t.partners.noMembers}
          </Typography>
        )}
        {mayManage && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t.partners.addMember}
          </Button>
        )}
      </Box>
      {adding && <AddMember partnerId={partner.id} onClose={() => setAdding(false)} />}
      <ConfirmDialog
        open={closing !== null}
        title={`${t.partners.removeMember}: ${closing?.displayName ?? ''}`}
        confirm={t.partners.removeMember}
        tone="error"
        busy={busy}
        onConfirm={() => closing && void close(closing.id)}
        onClose={() => setClosing(null)}
      >
        {t.partners.removeMember}
      </ConfirmDialog>
    </Box>
  )
}

function AddMember({
  partnerId,
  onClose,
}: {
  readonly partnerId: string
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const client = useQueryClient()
  const [displayName, setDisplayName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState<string | null>(null)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (await run(CreatePartnerMemberDocument, { partnerId, email: email.trim(), displayName }))
        .createPartnerMember,
    ),
  )
  const add = async () => {
    const made = await start(undefined)
    if (!made) return
    setPassword(made.password)
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  if (password !== null) {
    return (
      <SecretDialog
        title={t.partners.passwordTitle}
        help={t.partners.passwordHelp}
        secret={password}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="guest">
      <DialogTitle id="guest">{t.partners.addMember}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <TextField
            label={t.partners.name}
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
          />
          <TextField
            type="email"
            label={t.partners.email}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={displayName.trim() === '' || !email.includes('@')}
          onClick={() => void add()}
        >
          {t.app.create}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

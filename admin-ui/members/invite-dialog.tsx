import {
  Button,
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
import type { Role } from '../../domain/roles.ts'
import {
  InviteMemberDocument,
  type StaffLinkPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { LinkDialog } from './link-dialog.tsx'
import { RoleChoices } from './role-choices.tsx'

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>(['REVIEWER'])
  const [link, setLink] = useState<StaffLinkPartsFragment | null>(null)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(InviteMemberDocument, {
          input: { email: email.trim(), displayName: displayName.trim(), roles: [...roles] },
        })
      ).inviteMember,
    ),
  )
  const invite = async () => {
    const made = await start(undefined)
    if (!made) return
    setLink(made)
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  if (link) return <LinkDialog link={link} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="invite">
      <DialogTitle id="invite">{t.members.invite}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <Typography color="text.secondary">{t.members.inviteHelp}</Typography>
          <TextField
            label={t.members.name}
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
          />
          <TextField
            type="email"
            label={t.members.email}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <RoleChoices chosen={roles} onChange={setRoles} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={displayName.trim() === '' || !email.includes('@') || roles.length === 0}
          onClick={() => void invite()}
        >
          {t.members.makeInvitation}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { Role } from '../../domain/roles.ts'
import { ChangeMemberRolesDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { RoleChoices } from './role-choices.tsx'
import type { StaffRow } from './staff-rows.ts'

export function RolesDialog({
  row,
  own,
  onClose,
}: {
  readonly row: StaffRow
  readonly own: boolean
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const [roles, setRoles] = useState<readonly Role[]>(row.member.roles)
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (await run(ChangeMemberRolesDocument, { memberId: row.id, roles: [...roles] }))
        .changeMemberRoles,
    ),
  )
  const change = async () => {
    if (!(await start(undefined))) return
    onClose()
    notify(t.members.done, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="roles">
      <DialogTitle id="roles">
        {t.members.changeRoles}: {row.member.displayName}
      </DialogTitle>
      <DialogContent>
        {own ? (
          <Alert severity="info" sx={{ mb: 1.5 }}>
            {t.members.ownRoles}
          </Alert>
        ) : (
          <Typography color="text.secondary" sx={{ mb: 1.5 }}>
            {t.members.rolesFrom}
          </Typography>
        )}
        <RoleChoices
          chosen={roles}
          onChange={setRoles}
          mayChoose={(role) => !own || row.member.roles.includes(role)}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={roles.length === 0}
          onClick={() => void change()}
        >
          {t.app.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import DiscardIcon from '@mui/icons-material/DeleteForeverOutlined'
import { IconButton, Tooltip } from '@mui/material'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { discardDraft } from '../operations.ts'
import type { LoadedVersion } from '../profile-types.ts'

/** Lets a draft go. */
export function DiscardDraft({
  version,
  profileId,
  onDone,
}: {
  readonly version: LoadedVersion
  readonly profileId: string
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const { start, busy } = useOperation(discardDraft)
  const discard = async () => {
    if (!(await start(version.id))) return
    setAsked(false)
    await onDone()
    void navigate(`/profiles/${profileId}/show`)
  }
  return (
    <>
      <Tooltip title={t.profileLife.discard}>
        <IconButton aria-label={t.profileLife.discard} onClick={() => setAsked(true)}>
          <DiscardIcon />
        </IconButton>
      </Tooltip>
      <ConfirmDialog
        open={asked}
        title={`${t.profileLife.discard}: ${t.profiles.version(version.number)}`}
        confirm={t.profileLife.discard}
        tone="error"
        busy={busy}
        onConfirm={() => void discard()}
        onClose={() => setAsked(false)}
      >
        {t.profileLife.discardHelp}
      </ConfirmDialog>
    </>
  )
}

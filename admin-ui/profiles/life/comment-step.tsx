import { Button, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'

/** A step of the life that is taken with a few words. */
export function CommentStep({
  label,
  help,
  done,
  must = false,
  tone = 'primary',
  take,
  onDone,
}: {
  readonly label: string
  readonly help: string
  /** Said when it is done. */
  readonly done: string
  /** Without words it is not taken. */
  readonly must?: boolean
  readonly tone?: 'primary' | 'warning' | 'error'
  readonly take: (comment: string) => Promise<unknown>
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const [comment, setComment] = useState('')
  const { start, busy } = useOperation(take)
  const isReady = !must || comment.trim() !== ''
  const go = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!isReady || !(await start(comment.trim()))) return
    setAsked(false)
    setComment('')
    notify(done, { type: 'success' })
    await onDone()
  }
  return (
    <>
      <Button variant="outlined" color={tone} onClick={() => setAsked(true)}>
        {label}
      </Button>
      <ConfirmDialog
        open={asked}
        title={label}
        confirm={label}
        tone={tone}
        disabled={!isReady}
        busy={busy}
        onConfirm={() => void go()}
        onClose={() => setAsked(false)}
      >
        <Typography sx={{ mb: 2 }}>{help}</Typography>
        <TextField
          multiline
          fullWidth
          minRows={2}
          required={must}
          label={t.profileLife.comment}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
      </ConfirmDialog>
    </>
  )
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'

/** Asks before what can't be undone. Enter confirms, Esc goes back. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  tone = 'primary',
  disabled = false,
  wide = false,
  busy,
  onConfirm,
  onClose,
}: {
  readonly open: boolean
  readonly title: string
  readonly children?: ReactNode
  readonly confirm: string
  readonly tone?: 'primary' | 'success' | 'error' | 'warning'
  /** What is asked for is not there yet. */
  readonly disabled?: boolean
  /** There is much to read before it is confirmed. */
  readonly wide?: boolean
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth={wide ? 'md' : 'sm'}
      fullWidth
      aria-labelledby="confirm-title"
      // while it fades, keys would go nowhere
      transitionDuration={0}
    >
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent>
        {typeof children === 'string' ? <Typography>{children}</Typography> : children}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {t.case.confirmEnter}
        </Typography>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          // focus stands on it, so that Enter confirms
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          variant="contained"
          color={tone}
          disabled={disabled}
          loading={busy}
          onClick={onConfirm}
        >
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

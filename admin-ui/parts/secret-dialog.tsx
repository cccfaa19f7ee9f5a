import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
} from '@mui/material'
import { useState } from 'react'
import { useWords } from '../words/use-words.ts'

/** A secret or a link that is shown once; it closes by its button alone, so that no stray key loses it. */
export function SecretDialog({
  title,
  help,
  secret,
  onClose,
}: {
  readonly title: string
  readonly help: string
  readonly secret: string
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby="secret-title">
      <DialogTitle id="secret-title">{title}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {help}
        </Alert>
        <Box
          component="code"
          sx={{
            display: 'block',
            p: 1.5,
            bgcolor: 'action.hover',
            borderRadius: 1,
            wordBreak: 'break-all',
          }}
        >
          {secret}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button startIcon={<CopyIcon />} onClick={() => void copy()}>
          {copied ? t.app.copied : t.app.copy}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t.app.close}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import type { StaffLinkPartsFragment } from '../../graphql/operations/generated/admin/graphql.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

/** A link that is shown once, and the text of an email for it; it closes by its button alone. */
export function LinkDialog({
  link,
  onClose,
}: {
  readonly link: StaffLinkPartsFragment
  readonly onClose: () => void
}) {
  const { t, locale } = useWords()
  const company = useViewer()?.tenantName ?? ''
  const until = formatTime(link.expiresAt, locale)
  const words = t.staffLink
  const invites = link.kind === 'INVITATION'
  const mail = (invites ? words.invitationMail : words.passwordMail)(
    link.member.displayName,
    company,
    link.url,
    until,
  )
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby="staff-link">
      <DialogTitle id="staff-link">
        {invites ? words.invitationTitle : words.passwordTitle}
      </DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {words.help}
        </Alert>
        <Shown label={words.link} text={link.url} copy={words.copyLink} />
        <Shown label={words.mail} text={mail} copy={words.copyMail} />
        <Typography variant="body2" color="text.secondary">
          {words.until(until)}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {t.app.close}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Shown({
  label,
  text,
  copy,
}: {
  readonly label: string
  readonly text: string
  readonly copy: string
}) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const write = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Box sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', mb: 0.5 }}>
        <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
          {label}
        </Typography>
        <Button size="small" startIcon={<CopyIcon />} onClick={() => void write()}>
          {copied ? t.app.copied : copy}
        </Button>
      </Box>
      <Box
        component="code"
        sx={{
          display: 'block',
          p: 1.5,
          bgcolor: 'action.hover',
          borderRadius: 1,
          whiteSpace: 'pre-wrap',
          wordBreak: 'break-word',
          fontSize: '0.8rem',
        }}
      >
        {text}
      </Box>
    </Box>
  )
}

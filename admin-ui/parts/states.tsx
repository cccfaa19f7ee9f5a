import { Alert, Box, Button, CircularProgress, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { codeOf } from '../api/api-error.ts'
import { useWords } from '../words/use-words.ts'

export function LoadingState() {
  const { t } = useWords()
  return (
    <Box role="status" sx={{ display: 'grid', placeItems: 'center', gap: 1.5, py: 8 }}>
      <CircularProgress size={28} aria-hidden />
      <Typography color="text.secondary">{t.app.loading}</Typography>
    </Box>
  )
}

export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
}) {
  const { t } = useWords()
  return (
    <Alert
      severity="error"
      sx={{ my: 2 }}
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            {t.app.retry}
          </Button>
        )
      }
    >
      {t.errors[codeOf(error)]}
    </Alert>
  )
}

export function EmptyState({
  children,
  action,
}: {
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', gap: 2, py: 8, px: 2, textAlign: 'center' }}>
      <Typography color="text.secondary">{children}</Typography>
      {action}
    </Box>
  )
}

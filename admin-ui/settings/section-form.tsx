import { Alert, Button, Card, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import type { SectionDraft } from './use-section-draft.ts'

/** A section with its explanation and its buttons; whoever may not write sees it without them. */
export function SectionForm<Draft>({
  help,
  section,
  sound,
  mayWrite,
  readOnly,
  children,
}: {
  readonly help: string
  readonly section: SectionDraft<Draft>
  /** The draft could be saved as it is. */
  readonly sound: boolean
  readonly mayWrite: boolean
  /** Said to those who may not. */
  readonly readOnly: string
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const { dirty, busy, stale, save, takeTheirs, keepMine } = section
  return (
    <Card sx={{ p: 2.5, ...readable }}>
      <Typography color="text.secondary" sx={{ mb: 2, maxWidth: '80ch' }}>
        {help}
      </Typography>
      {!mayWrite && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {readOnly}
        </Alert>
      )}
      {stale && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <>
              <Button color="inherit" size="small" onClick={keepMine}>
                {t.settings.keepMine}
              </Button>
              <Button color="inherit" size="small" onClick={takeTheirs}>
                {t.settings.takeTheirs}
              </Button>
            </>
          }
        >
          {t.settings.stale}
        </Alert>
      )}
      {children}
      {mayWrite && (
        <Stack direction="row" spacing={1.5} sx={{ mt: 3, alignItems: 'center' }}>
          <Button
            variant="contained"
            loading={busy}
            disabled={!dirty || !sound || stale}
            onClick={() => void save()}
          >
            {t.app.save}
          </Button>
          <Button disabled={!dirty || busy} onClick={takeTheirs}>
            {t.settings.reset}
          </Button>
          {dirty && !sound && (
            <Typography variant="body2" color="error">
              {t.settings.invalid}
            </Typography>
          )}
        </Stack>
      )}
    </Card>
  )
}

/** Who may only look reads as well as who may change. */
const readable = {
  '& .MuiFormHelperText-root.Mui-disabled': { color: 'text.secondary' },
  '& .MuiInputBase-input.Mui-disabled': { WebkitTextFillColor: 'inherit', color: 'text.primary' },
  '& .MuiFormControlLabel-label.Mui-disabled': { color: 'text.primary' },
} as const

import { Box } from '@mui/material'
import { useWords } from '../words/use-words.ts'

/** Says that an application is a specimen. */
export function SandboxMark() {
  const { t } = useWords()
  return (
    <Box
      component="span"
      sx={{
        border: '1px dashed',
        borderColor: 'text.secondary',
        color: 'text.secondary',
        borderRadius: 1,
        px: 0.6,
        fontSize: '0.7rem',
        fontWeight: 500,
        whiteSpace: 'nowrap',
      }}
    >
      {t.app.sandbox}
    </Box>
  )
}

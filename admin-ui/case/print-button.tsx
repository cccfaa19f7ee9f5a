import PrintIcon from '@mui/icons-material/PrintOutlined'
import { IconButton, Tooltip } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { useWords } from '../words/use-words.ts'
import type { HeaderActionProps } from './header-actions.ts'

const PrintSheet = lazy(async () => ({ default: (await import('./print-sheet.tsx')).PrintSheet }))

/** Puts the case on paper: the sheet is made when it is asked for, and lies beside the page until the next one. */
export function PrintButton({ reviewed }: HeaderActionProps) {
  const { t } = useWords()
  const [asked, setAsked] = useState(0)
  const print = () => setAsked(asked + 1)
  useShortcuts('CASE', { print })
  return (
    <>
      <Tooltip title={`${t.casePage.print} (p)`}>
        <IconButton size="small" aria-label={t.casePage.print} onClick={print}>
          <PrintIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {asked > 0 && (
        <Suspense>
          <PrintSheet key={asked} reviewed={reviewed} />
        </Suspense>
      )}
    </>
  )
}

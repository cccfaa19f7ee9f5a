import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { stopSplit } from './use-splits.ts'

/** Back to one version for all. */
export function StopSplit({
  profileId,
  onDone,
}: {
  readonly profileId: string
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const words = t.split
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const { start, busy } = useOperation(stopSplit)
  const stop = async () => {
    if (!(await start(profileId))) return
    setAsked(false)
    notify(words.stopped, { type: 'success' })
    await onDone()
  }
  return (
    <>
      <Button variant="outlined" color="warning" onClick={() => setAsked(true)}>
        {words.stop}
      </Button>
      <ConfirmDialog
        open={asked}
        title={words.stop}
        confirm={words.stop}
        tone="warning"
        busy={busy}
        onConfirm={() => void stop()}
        onClose={() => setAsked(false)}
      >
        {words.stopHelp}
      </ConfirmDialog>
    </>
  )
}

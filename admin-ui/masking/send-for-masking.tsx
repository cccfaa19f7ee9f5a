import { Alert, Button, Chip, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo, useViewer } from '../auth/use-viewer.ts'
import type { HeaderActionProps } from '../case/header-actions.ts'
import { standingOf } from '../case/lease.ts'
import { maskableSlots, type MaskableSlot } from '../../domain/masking.ts'
import { slotWords } from '../../domain/words/slots.ts'
import {
  SendForMaskingDocument,
  type SendForMaskingInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ChoiceBoxes } from '../parts/choice-boxes.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** For who holds the case: takes pictures that show too much from everybody's eyes. Says that some are away. */
export function SendForMasking({ reviewed }: HeaderActionProps) {
  const { t } = useWords()
  const viewer = useViewer()
  const mayReview = useMayDo('review')
  useFreshPictures(reviewed.awaitsMasking)
  if (reviewed.awaitsMasking) {
    return <Chip size="small" color="warning" variant="outlined" label={t.masking.waits} />
  }
  const standing = standingOf(reviewed, viewer?.id ?? null, mayReview, Date.now())
  return standing === 'MINE' ? <Ask reviewed={reviewed} /> : null
}

/** What is in this tab's memory is not what there is, once pictures were sent away or came back. */
function useFreshPictures(awaits: boolean): void {
  const client = useQueryClient()
  const before = useRef(awaits)
  useEffect(() => {
    if (before.current === awaits) return
    before.current = awaits
    void client.invalidateQueries({ queryKey: ['picture'] })
  }, [awaits, client])
}

function Ask({ reviewed }: HeaderActionProps) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const notify = useNotify()
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<readonly MaskableSlot[]>([])
  const [note, setNote] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const { start, busy } = useOperation(async (input: SendForMaskingInput) =>
    expectSuccess((await run(SendForMaskingDocument, { input })).sendForMasking),
  )
  const there = maskableSlots.filter((slot) =>
    reviewed.session.attempts.some(({ captures }) =>
      captures.some((capture) => capture.slot === slot && capture.accepted && !capture.superseded),
    ),
  )
  const send = async () => {
    const caseId = reviewed.id
    const sent = await start({ caseId, slots: [...chosen], note: note.trim(), idempotencyKey })
    if (!sent) return
    setAsking(false)
    notify(t.masking.sent, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['case', caseId] })
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        onClick={() => setAsking(true)}
        sx={{ whiteSpace: 'nowrap' }}
      >
        {t.masking.send}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t.masking.send}
        confirm={t.masking.sendConfirm}
        tone="warning"
        busy={busy}
        disabled={chosen.length === 0 || note.trim() === ''}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {t.masking.sendHelp}
        </Alert>
        <ChoiceBoxes
          label={t.masking.pictures}
          choices={there}
          chosen={chosen}
          nameOf={(slot) => slotWords[locale][slot]}
          onChange={setChosen}
        />
        <TextField
          fullWidth
          multiline
          minRows={2}
          required
          label={t.masking.sendNote}
          helperText={t.masking.sendNoteHelp}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
          sx={{ mt: 1 }}
        />
      </ConfirmDialog>
    </>
  )
}

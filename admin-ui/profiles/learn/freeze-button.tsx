import FreezeIcon from '@mui/icons-material/AcUnitOutlined'
import { Box, Button, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { FreezeCaseDocument } from '../../../graphql/operations/generated/admin/graphql.ts'
import { ApiError } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'
import { useMayDo } from '../../auth/use-viewer.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'

const outcomes = ['APPROVE', 'DECLINE', 'ASK_AGAIN', 'REVIEW'] as const
type Outcome = (typeof outcomes)[number]

async function freeze(input: {
  readonly sessionId: string
  readonly name: string
  readonly expected: Outcome
  readonly idempotencyKey: string
}) {
  const { freezeCase } = await run(FreezeCaseDocument, { input })
  if (freezeCase.__typename === 'OperationError') throw new ApiError(freezeCase.code, 200)
  return freezeCase
}

/** Keeps a past case as a regression test of the profile that decided it. */
export function FreezeButton({
  sessionId,
  decided,
}: {
  readonly sessionId: string
  /** What came of it; the wish to begin with. */
  readonly decided: string | null
}) {
  const { t } = useWords()
  const notify = useNotify()
  const mayFreeze = useMayDo('freezeCases')
  const [draft, setDraft] = useState<{ readonly idempotencyKey: string } | null>(null)
  const [name, setName] = useState('')
  const [expected, setExpected] = useState<Outcome>('APPROVE')
  const { start, busy } = useOperation(freeze)
  if (!mayFreeze || decided === null) return null
  const open = () => {
    setName('')
    setExpected(outcomes.find((outcome) => outcome === decided) ?? 'REVIEW')
    setDraft({ idempotencyKey: crypto.randomUUID() })
  }
  const confirm = async () => {
    if (!draft || name.trim() === '') return
    if (!(await start({ sessionId, name, expected, ...draft }))) return
    setDraft(null)
    notify(t.learn.frozen, { type: 'success' })
  }
  return (
    <>
      <Button size="small" startIcon={<FreezeIcon />} onClick={open}>
        {t.learn.freeze}
      </Button>
      <ConfirmDialog
        open={draft !== null}
        title={t.learn.freeze}
        confirm={t.app.save}
        busy={busy}
        onConfirm={() => void confirm()}
        onClose={() => setDraft(null)}
      >
        <Typography sx={{ mb: 2 }}>{t.learn.freezeHelp}</Typography>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <TextField
            label={t.learn.name}
            helperText={t.learn.nameHelp}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
            required
          />
          <TextField
            select
            label={t.learn.expected}
            value={expected}
            onChange={(event) =>
              setExpected(outcomes.find((each) => each === event.target.value) ?? expected)
            }
          >
            {outcomes.map((outcome) => (
              <MenuItem key={outcome} value={outcome}>
                {t.decisionOutcomes[outcome]}
              </MenuItem>
            ))}
          </TextField>
        </Box>
      </ConfirmDialog>
    </>
  )
}

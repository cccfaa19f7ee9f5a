import {
  Button,
  Card,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { ReasonPicker } from '../case/reason-picker.tsx'
import { resolutions, type Resolution } from '../../domain/case-state.ts'
import { slotsByMethod, type Slot } from '../../domain/method.ts'
import { isReasonCode, type ReasonCode } from '../../domain/reason-codes.ts'
import { slotWords } from '../../domain/words/slots.ts'
import type { ResolvePartnerCaseInput } from '../../graphql/operations/generated/admin/graphql.ts'
import { ChoiceBoxes } from '../parts/choice-boxes.tsx'
import { useWords } from '../words/use-words.ts'
import type { DeskCase } from './use-desk-case.ts'

/** What the partner's reviewer makes of the case. Sent twice, it counts once. */
export function DeskAnswer({
  found,
  busy,
  onSend,
}: {
  readonly found: DeskCase
  readonly busy: boolean
  readonly onSend: (input: ResolvePartnerCaseInput) => Promise<unknown>
}) {
  const { t, locale } = useWords()
  const [resolution, setResolution] = useState<Resolution | null>(null)
  const [reasons, setReasons] = useState<readonly ReasonCode[]>(
    found.reasonCodes.filter(isReasonCode),
  )
  const [again, setAgain] = useState<readonly Slot[]>([])
  const [note, setNote] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const complete =
    resolution === 'APPROVE' ||
    (resolution !== null && reasons.length > 0 && (resolution === 'DECLINE' || again.length > 0))
  const send = () => {
    if (resolution === null) return
    void onSend({
      caseId: found.id,
      expectedVersion: found.version,
      resolution,
      reasonCodes: resolution === 'APPROVE' ? [] : [...reasons],
      slots: resolution === 'ASK_AGAIN' ? [...again] : [],
      internalNote: note.trim() === '' ? null : note.trim(),
      idempotencyKey,
    })
  }
  return (
    <Card component="section" aria-label={t.desk.decision} sx={{ p: 1.5 }}>
      <Stack spacing={1.5}>
        <Typography variant="subtitle2" component="h2">
          {t.desk.decision}
        </Typography>
        <ToggleButtonGroup
          exclusive
          fullWidth
          size="small"
          value={resolution}
          onChange={(_event, next: Resolution | null) => setResolution(next)}
          aria-label={t.desk.decision}
        >
          {resolutions.map((each) => (
            <ToggleButton key={each} value={each}>
              {t.resolutions[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {resolution !== null && resolution !== 'APPROVE' && (
          <ReasonPicker
            value={reasons}
            label={t.desk.reasons}
            help={t.desk.reasons}
            onChange={setReasons}
          />
        )}
        {resolution === 'ASK_AGAIN' && found.method !== null && (
          <ChoiceBoxes
            label={t.desk.retake}
            choices={slotsByMethod[found.method] ?? []}
            chosen={again}
            nameOf={(slot) => slotWords[locale][slot]}
            onChange={setAgain}
          />
        )}
        <TextField
          multiline
          minRows={2}
          label={t.desk.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
        />
        <Button variant="contained" loading={busy} disabled={!complete} onClick={send}>
          {t.desk.send}
        </Button>
      </Stack>
    </Card>
  )
}

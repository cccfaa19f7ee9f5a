import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormLabel,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  personalKinds,
  revealPurposes,
  type PersonalKind,
  type RevealPurpose,
} from '../../domain/personal-data.ts'
import { RevealPersonDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** Asks what is needed and what for, before anything is shown. */
export function RevealDialog({
  sessionId,
  already,
  onShown,
  onClose,
}: {
  readonly sessionId: string
  readonly already: readonly PersonalKind[]
  readonly onShown: () => Promise<void>
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const [kinds, setKinds] = useState<readonly PersonalKind[]>([])
  const [purpose, setPurpose] = useState<RevealPurpose | null>(null)
  const [reason, setReason] = useState('')
  const { start, busy } = useOperation(async (wish: { purpose: RevealPurpose }) =>
    expectSuccess(
      (
        await run(RevealPersonDocument, {
          input: { sessionId, kinds: [...kinds], purpose: wish.purpose, reason: reason.trim() },
        })
      ).revealPerson,
    ),
  )
  const told = reason.trim().length >= shortest
  const show = async () => {
    if (purpose !== null && (await start({ purpose }))) await onShown()
  }
  const toggle = (kind: PersonalKind) =>
    setKinds(personalKinds.filter((each) => (each === kind) !== kinds.includes(each)))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="reveal">
      <DialogTitle id="reveal">{t.personal.dialogTitle}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2" color="text.secondary">
            {t.personal.dialogHelp}
          </Typography>
          <FormControl component="fieldset">
            <FormLabel component="legend">{t.personal.what}</FormLabel>
            <FormGroup row>
              {personalKinds.map((kind) => (
                <FormControlLabel
                  key={kind}
                  control={
                    <Checkbox
                      size="small"
                      checked={kinds.includes(kind) || already.includes(kind)}
                      disabled={already.includes(kind)}
                      onChange={() => toggle(kind)}
                    />
                  }
                  label={t.personal.kinds[kind]}
                />
              ))}
            </FormGroup>
          </FormControl>
          <TextField
            select
            label={t.personal.purpose}
            value={purpose ?? ''}
            onChange={({ target }) =>
              setPurpose(revealPurposes.find((each) => each === target.value) ?? null)
            }
          >
            {revealPurposes.map((each) => (
              <MenuItem key={each} value={each}>
                {t.personal.purposes[each]}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={t.personal.reason}
            helperText={t.personal.reasonHelp}
            value={reason}
            onChange={({ target }) => setReason(target.value.replaceAll('\n', ' '))}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={kinds.length === 0 || purpose === null || !told}
          onClick={() => void show()}
        >
          {t.personal.showFor}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** As the server has it. */
const shortest = 4

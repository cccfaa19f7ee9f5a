import AgainIcon from '@mui/icons-material/Replay'
import ApproveIcon from '@mui/icons-material/CheckCircleOutlined'
import DeclineIcon from '@mui/icons-material/CancelOutlined'
import {
  Box,
  Button,
  FormControlLabel,
  Checkbox,
  Stack,
  TextField,
  ToggleButton,
  Typography,
  type SvgIcon,
} from '@mui/material'
import type { Resolution } from '../../domain/case-state.ts'
import type { Locale, Slot } from '../../domain/method.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { keyCap, shortcutTable } from '../keyboard/shortcuts.ts'
import { useWords } from '../words/use-words.ts'
import { ApplicantPreview } from './applicant-preview.tsx'
import type { LoadedCheck } from './case-types.ts'
import { ChecklistPanel } from './checklist-panel.tsx'
import {
  draftProblem,
  toggleSlot,
  type ChecklistItem,
  type DecisionDraft,
} from './decision-draft.ts'
import { ReasonPicker } from './reason-picker.tsx'

export interface Choice {
  readonly resolution: Resolution
  readonly shortcut: 'approve' | 'decline' | 'askAgain'
  readonly color: 'success' | 'error' | 'warning'
  readonly icon: typeof SvgIcon
}
/** What a reviewer can make of a case. */
export const choices: readonly Choice[] = [
  { resolution: 'APPROVE', shortcut: 'approve', color: 'success', icon: ApproveIcon },
  { resolution: 'DECLINE', shortcut: 'decline', color: 'error', icon: DeclineIcon },
  { resolution: 'ASK_AGAIN', shortcut: 'askAgain', color: 'warning', icon: AgainIcon },
]

/** Decision, its reasons, the note for colleagues and the message for the applicant. */
export function DecisionPanel({
  draft,
  slots,
  checklist,
  checks,
  language,
  disabled,
  blocked,
  onChoose,
  onDraft,
  onConfirm,
}: {
  readonly draft: DecisionDraft
  /** Pictures that can be asked for again. */
  readonly slots: readonly Slot[]
  readonly language: Locale
  readonly checklist: readonly ChecklistItem[]
  readonly checks: readonly LoadedCheck[]
  /** The case is somebody else's, or nobody's: what was written stays, and can be written on. */
  readonly disabled: boolean
  /** It can't be sent just now. */
  readonly blocked: boolean
  readonly onChoose: (resolution: Resolution) => void
  readonly onDraft: (draft: DecisionDraft) => void
  readonly onConfirm: () => void
}) {
  const { t, locale } = useWords()
  const { resolution } = draft
  const choice = choices.find((each) => each.resolution === resolution)
  const problem = draftProblem(draft, checklist)
  const told = {
    NO_RESOLUTION: '',
    NO_REASON: t.case.needReason,
    NO_SLOT: t.case.needSlot,
    OPEN_ITEMS: t.casePage.needItems,
  }
  return (
    <Stack spacing={1.25} component="section" aria-label={t.case.decide} sx={{ p: 1.5 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 1 }}>
        {choices.map((each) => (
          <ToggleButton
            key={each.resolution}
            value={each.resolution}
            selected={each.resolution === resolution}
            disabled={disabled}
            color={each.color}
            onChange={() => onChoose(each.resolution)}
            sx={{
              textTransform: 'none',
              gap: 0.75,
              px: 0.5,
              py: 0.75,
              whiteSpace: 'nowrap',
              fontWeight: 700,
              color: `${each.color}.main`,
            }}
          >
            <each.icon fontSize="small" />
            {t.resolutions[each.resolution]}
            <KeyCap>{keyCap(shortcutTable[each.shortcut].keys[0])}</KeyCap>
          </ToggleButton>
        ))}
      </Box>
      <ChecklistPanel checklist={checklist} draft={draft} onDraft={onDraft} />
      {choice && (
        <>
          {resolution !== 'APPROVE' && (
            <ReasonPicker
              value={draft.reasonCodes}
              label={t.case.reasonsLabel}
              help={t.case.reasonsHelp}
              onChange={(reasonCodes) => onDraft({ ...draft, reasonCodes })}
            />
          )}
          {resolution === 'ASK_AGAIN' && (
            <Box role="group" aria-label={t.case.slotsLabel}>
              <Typography variant="caption" color="text.secondary">
                {t.case.slotsLabel}
              </Typography>
              <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
                {slots.map((slot) => (
                  <FormControlLabel
                    key={slot}
                    control={
                      <Checkbox
                        size="small"
                        checked={draft.slots.includes(slot)}
                        onChange={() => onDraft(toggleSlot(draft, slot, checks))}
                        sx={{ py: 0.25 }}
                      />
                    }
                    label={slotWords[locale][slot]}
                  />
                ))}
              </Box>
            </Box>
          )}
          <ApplicantPreview draft={draft} checks={checks} language={language} />
          <TextField
            label={t.case.note}
            data-field="note"
            placeholder={t.case.noteHelp}
            multiline
            maxRows={4}
            value={draft.internalNote}
            onChange={(event) => onDraft({ ...draft, internalNote: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 2000 } }}
          />
          {resolution !== 'APPROVE' && (
            <TextField
              label={t.case.message}
              data-field="message"
              placeholder={t.case.messageHelp}
              multiline
              maxRows={4}
              value={draft.applicantMessage}
              onChange={(event) => onDraft({ ...draft, applicantMessage: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          )}
          <Box
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              position: 'sticky',
              bottom: 0,
              mx: -1.5,
              px: 1.5,
              py: 0.75,
              zIndex: 1,
              borderTop: 1,
              borderColor: 'divider',
              bgcolor: 'background.paper',
            }}
          >
            <Typography variant="body2" color="warning.main" sx={{ flex: 1 }}>
              {problem && told[problem]}
            </Typography>
            <Button
              variant="contained"
              color={choice.color}
              disabled={problem !== null || blocked}
              onClick={onConfirm}
              endIcon={<KeyCap>Enter</KeyCap>}
            >
              {t.resolutions[choice.resolution]}
            </Button>
          </Box>
        </>
      )}
    </Stack>
  )
}

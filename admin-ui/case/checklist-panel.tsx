import { Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useWords } from '../words/use-words.ts'
import { changeItem, itemsLeft, type ChecklistItem, type DecisionDraft } from './decision-draft.ts'

/** What the tenant wants to be confirmed before this decision. */
export function ChecklistPanel({
  checklist,
  draft,
  onDraft,
}: {
  readonly checklist: readonly ChecklistItem[]
  readonly draft: DecisionDraft
  readonly onDraft: (draft: DecisionDraft) => void
}) {
  const { t, locale } = useWords()
  const { resolution } = draft
  const asked = checklist.filter((item) => item.resolutions.includes(resolution ?? 'APPROVE'))
  if (asked.length === 0) return null
  const left = itemsLeft(draft, checklist)
  return (
    <Box role="group" aria-label={t.casePage.checklist}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {t.casePage.checklist}
        </Typography>
        {left.length > 0 && (
          <Typography variant="caption" color="warning.main">
            {t.casePage.checklistOpen(left.length)}
          </Typography>
        )}
        <KeyCap>y</KeyCap>
      </Box>
      {asked.map((item) => {
        const answer = draft.items.find(({ itemId }) => itemId === item.id)
        const ticked = answer?.ticked ?? false
        return (
          <Box key={item.id} data-item={item.id}>
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={ticked}
                  onChange={() => onDraft(changeItem(draft, item.id, { ticked: !ticked }))}
                  sx={{ py: 0.25 }}
                />
              }
              label={item[locale]}
            />
            {ticked && (
              <TextField
                fullWidth
                label={item.noteRequired ? t.casePage.itemNote : t.casePage.itemNoteOptional}
                value={answer?.note ?? ''}
                error={item.noteRequired && !answer?.note.trim()}
                onChange={({ target }) =>
                  onDraft(changeItem(draft, item.id, { note: target.value }))
                }
                slotProps={{ htmlInput: { maxLength: 1000 } }}
                sx={{ ml: 3.5, width: 'calc(100% - 28px)', my: 0.5 }}
              />
            )}
          </Box>
        )
      })}
    </Box>
  )
}

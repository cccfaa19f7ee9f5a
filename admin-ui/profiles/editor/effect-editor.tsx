import { Autocomplete, Box, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { slots } from '../../../domain/method.ts'
import { slotWords } from '../../../domain/words/slots.ts'
import { effectKinds, effectSchema, type Effect } from '../../../rules/profile-schema.ts'
import { ReasonPicker } from '../../case/reason-picker.tsx'
import { useWords } from '../../words/use-words.ts'
import { effectOf } from '../rule-edits.ts'

/** What a rule does: its kind, and what belongs to it. */
export function EffectEditor({
  label,
  effect,
  mayApprove = true,
  onChange,
}: {
  readonly label: string
  readonly effect: Effect
  /** Where nothing decides, nothing may be approved. */
  readonly mayApprove?: boolean
  readonly onChange: (effect: Effect) => void
}) {
  const { t, locale } = useWords()
  const kinds = effectKinds.filter((kind) => kind !== 'APPROVE' || mayApprove)
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '200px minmax(0, 1fr) minmax(0, 1fr)' },
        gap: 1.5,
      }}
    >
      <TextField
        select
        label={label}
        value={effect.kind}
        onChange={(event) => {
          const kind = kinds.find((each) => each === event.target.value)
          if (kind) onChange(effectOf(kind, effect))
        }}
      >
        {kinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t.effects[kind]}
          </MenuItem>
        ))}
      </TextField>
      {'reasonCodes' in effect && (
        <ReasonPicker
          label={t.case.reasonsLabel}
          help={t.profiles.reasonsHelp}
          value={effect.reasonCodes}
          onChange={(reasonCodes) => onChange({ ...effect, reasonCodes })}
        />
      )}
      {effect.kind === 'ASK_AGAIN' && (
        <Autocomplete
          multiple
          disableCloseOnSelect
          options={slots}
          value={[...effect.slots]}
          getOptionLabel={(slot) => slotWords[locale][slot]}
          onChange={(_event, chosen) => onChange({ ...effect, slots: chosen })}
          renderInput={(props) => (
            <TextField
              {...props}
              label={t.case.slotsLabel}
              placeholder={effect.slots.length === 0 ? t.profiles.slotsHelp : ''}
            />
          )}
        />
      )}
      {effect.kind === 'REVIEW' && (
        <QueueField queue={effect.queue} onChange={(queue) => onChange({ ...effect, queue })} />
      )}
    </Box>
  )
}

function QueueField({
  queue,
  onChange,
}: {
  readonly queue: string
  readonly onChange: (queue: string) => void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const isQueue = (text: string) => effectSchema.safeParse({ kind: 'REVIEW', queue: text }).success
  const type = (text: string) => {
    setTyped(text)
    if (isQueue(text)) onChange(text)
  }
  return (
    <TextField
      label={t.profiles.queue}
      value={typed ?? queue}
      error={typed !== null && !isQueue(typed)}
      helperText={t.profiles.queueHelp}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
    />
  )
}

import { Box, MenuItem, TextField } from '@mui/material'
import { effectKinds, type Effect } from '../../../rules/profile-schema.ts'
import { useWords } from '../../words/use-words.ts'
import { effectOf, entriesOf, withField } from '../effect-fields.ts'
import { effectControls } from './effect-controls.tsx'

/** What a rule does: its kind, and the fields that the kind has. */
export function EffectEditor({
  label,
  effect,
  queues,
  mayApprove = true,
  onChange,
}: {
  readonly label: string
  readonly effect: Effect
  readonly queues: readonly string[]
  /** Where nothing decides, nothing may be approved. */
  readonly mayApprove?: boolean
  readonly onChange: (effect: Effect) => void
}) {
  const { t } = useWords()
  const kinds = effectKinds.filter((kind) => kind !== 'APPROVE' || mayApprove)
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
        gap: 1.5,
        alignItems: 'start',
      }}
    >
      <TextField
        select
        label={label}
        value={effect.kind}
        helperText={t.effectHelp[effect.kind]}
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
      {entriesOf(effect).map(({ field, control, value }) => {
        const Control = effectControls[control]
        return (
          <Control
            key={field}
            label={t.effectFields[field].label}
            help={t.effectFields[field].help}
            value={value}
            queues={queues}
            onChange={(next) => onChange(withField(effect, field, next))}
          />
        )
      })}
    </Box>
  )
}

import { Checkbox, FormControlLabel, FormGroup } from '@mui/material'
import { toggled } from './toggled.ts'

/** Boxes in a row, of which any number may be ticked. */
export function ChoiceBoxes<Choice extends string>({
  label,
  choices,
  chosen,
  nameOf,
  onChange,
}: {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly Choice[]
  readonly nameOf: (choice: Choice) => string
  readonly onChange: (chosen: readonly Choice[]) => void
}) {
  return (
    <FormGroup row role="group" aria-label={label}>
      {choices.map((choice) => (
        <FormControlLabel
          key={choice}
          label={nameOf(choice)}
          control={
            <Checkbox
              size="small"
              checked={chosen.includes(choice)}
              onChange={() => onChange(toggled(chosen, choice))}
            />
          }
        />
      ))}
    </FormGroup>
  )
}

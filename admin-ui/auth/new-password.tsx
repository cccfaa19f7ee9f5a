import { TextField } from '@mui/material'
import { passwordLength, passwordProblem } from '../../domain/password.ts'
import { useWords } from '../words/use-words.ts'

export interface NewPasswordTyped {
  readonly password: string
  readonly again: string
}

/** Does what was typed make a password? @param known what a guesser knows of the person */
export const isSound = ({ password, again }: NewPasswordTyped, known: readonly string[]): boolean =>
  passwordProblem(password, known) === null && password === again

/** A new password, typed twice; what is wrong with it is said while it is typed. */
export function NewPassword({
  typed,
  known,
  onChange,
}: {
  readonly typed: NewPasswordTyped
  readonly known: readonly string[]
  readonly onChange: (typed: NewPasswordTyped) => void
}) {
  const { t } = useWords()
  const { password, again } = typed
  const problem = password === '' ? null : passwordProblem(password, known)
  const differs = again !== '' && !password.startsWith(again)
  const field = (value: string, set: (value: string) => void) => ({
    type: 'password',
    autoComplete: 'new-password',
    required: true,
    value,
    onChange: (event: { readonly target: { readonly value: string } }) => set(event.target.value),
    slotProps: { htmlInput: { maxLength: passwordLength.max } },
  })
  return (
    <>
      <TextField
        label={t.join.password}
        error={problem !== null && problem !== 'SHORT'}
        helperText={problem ? t.passwordProblems[problem] : t.join.rule}
        {...field(password, (value) => onChange({ password: value, again }))}
      />
      <TextField
        label={t.join.again}
        error={differs}
        helperText={differs ? t.join.different : ' '}
        {...field(again, (value) => onChange({ password, again: value }))}
      />
    </>
  )
}

import { Box, Checkbox, FormControlLabel, FormGroup, Typography } from '@mui/material'
import { roles, type Role } from '../../domain/roles.ts'
import { roleWords } from '../../domain/words/roles.ts'
import { useWords } from '../words/use-words.ts'

/** Roles of the own staff; guests have theirs from their partner. */
const ownRoles = roles.filter((role) => role !== 'OUTSOURCED_REVIEWER')

export function RoleChoices({
  chosen,
  onChange,
  mayChoose = () => true,
}: {
  readonly chosen: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly mayChoose?: (role: Role) => boolean
}) {
  const { t, locale } = useWords()
  const toggle = (role: Role) =>
    onChange(ownRoles.filter((each) => (each === role) !== chosen.includes(each)))
  return (
    <FormGroup aria-label={t.members.roles} role="group">
      {ownRoles.map((role) => (
        <FormControlLabel
          key={role}
          disabled={!mayChoose(role)}
          sx={{ alignItems: 'flex-start', mb: 0.25 }}
          control={
            <Checkbox
              size="small"
              sx={{ pt: 0.4 }}
              checked={chosen.includes(role)}
              onChange={() => toggle(role)}
            />
          }
          label={
            <Box>
              {roleWords[locale][role]}
              <Typography variant="caption" color="text.secondary" component="span" sx={{ ml: 1 }}>
                {t.roleHelp[role]}
              </Typography>
            </Box>
          }
        />
      ))}
    </FormGroup>
  )
}

import { MenuItem, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { run } from '../api/run.ts'
import { MembersDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { useWords } from '../words/use-words.ts'

/** The member in whose name a key reviews. */
export function SpeaksFor({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (memberId: string) => void
}) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['members', 'all'],
    queryFn: () => run(MembersDocument, {}),
  })
  const reviewers = (data?.members ?? []).filter(({ roles }) =>
    roles.some((role) => role === 'REVIEWER' || role === 'SUPERVISOR' || role === 'OWNER'),
  )
  return (
    <TextField
      select
      size="small"
      label={t.fourEyes.speaksFor}
      helperText={t.fourEyes.speaksForHelp}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {reviewers.map(({ id, displayName }) => (
        <MenuItem key={id} value={id}>
          {displayName}
        </MenuItem>
      ))}
    </TextField>
  )
}

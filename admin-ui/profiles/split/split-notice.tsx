import { Alert, Button } from '@mui/material'
import { Link } from 'react-router-dom'
import { sharePhrase } from '../../analytics/duration.ts'
import { useWords } from '../../words/use-words.ts'
import { useSplits } from './use-splits.ts'

/** On the profile's own page: that not all applications are decided by the version in force, or that a guard rail ended it. */
export function SplitNotice({ profileId }: { readonly profileId: string }) {
  const { t } = useWords()
  const { data } = useSplits(profileId)
  const [last] = data ?? []
  if (!last || (last.status === 'STOPPED' && !last.stopFigures)) return null
  const number = t.profiles.version(last.challenger.number)
  return (
    <Alert
      severity={last.status === 'RUNNING' ? 'info' : 'warning'}
      sx={{ mb: 2 }}
      action={
        <Button color="inherit" size="small" component={Link} to={`/profiles/${profileId}/split`}>
          {t.split.look}
        </Button>
      }
    >
      {last.status === 'RUNNING'
        ? t.split.runs(number, sharePhrase(last.share / 100))
        : `${t.split.title}: ${number}. ${t.split.reasons[last.stopReason ?? 'MEMBER']}`}
    </Alert>
  )
}

import { Alert } from '@mui/material'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedVersion } from '../profile-types.ts'

/** Why a draft came back, for whoever goes on with it. */
export function CommentsSoFar({ version }: { readonly version: LoadedVersion }) {
  const { t, locale } = useWords()
  const last = version.events.find(({ kind }) => kind === 'SENT_BACK')
  if (!last?.comment) return null
  return (
    <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>
      {t.profileLife.sentBackBy(last.member?.displayName ?? '', formatTime(last.at, locale))}{' '}
      {last.comment}
    </Alert>
  )
}

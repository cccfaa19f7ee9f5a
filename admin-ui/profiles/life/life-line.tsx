import { Box, Typography } from '@mui/material'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'
import type { LoadedVersion } from '../profile-types.ts'

/** What happened, newest first. */
export function LifeLine({ events }: { readonly events: LoadedVersion['events'] }) {
  const { t, locale } = useWords()
  if (events.length === 0) {
    return <Typography color="text.secondary">{t.profileLife.noEvents}</Typography>
  }
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {events.map(({ kind, at, member, comment, effectiveFrom }) => (
        <Box
          component="li"
          key={`${kind} ${at}`}
          sx={{ display: 'grid', gridTemplateColumns: '180px minmax(0, 1fr)', gap: 2, py: 0.75 }}
        >
          <Typography variant="body2" color="text.secondary">
            {formatTime(at, locale)}
          </Typography>
          <div>
            <Typography variant="body2">
              <strong>{wordOf(t.profileEvents, kind)}</strong> · {member?.displayName ?? t.app.none}
              {effectiveFrom && ` · ${t.profileLife.from(formatTime(effectiveFrom, locale))}`}
            </Typography>
            {comment && (
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
                {comment}
              </Typography>
            )}
          </div>
        </Box>
      ))}
    </Box>
  )
}

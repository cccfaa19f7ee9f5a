import { Box, Typography } from '@mui/material'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { LoadedAuditEvent } from './case-types.ts'

/** Who did what, newest first. */
export function History({ events }: { readonly events: readonly LoadedAuditEvent[] }) {
  const { t, locale } = useWords()
  if (events.length === 0) {
    return <Typography color="text.secondary">{t.case.noHistory}</Typography>
  }
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {events.map((event) => (
        <Box
          component="li"
          key={event.id}
          sx={{ display: 'flex', gap: 1.5, py: 0.5, borderBottom: 1, borderColor: 'divider' }}
        >
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
          >
            {formatTime(event.at, locale)}
          </Typography>
          <Typography variant="body2" sx={{ flex: 1 }}>
            {wordOf(t.auditActions, event.action)}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {event.actor?.displayName ?? wordOf(t.actorKinds, event.actorKind)}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}

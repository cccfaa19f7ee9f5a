import { Box, Typography } from '@mui/material'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedVersion } from './profile-types.ts'

/** Who wrote a version and who published it, when. */
export function VersionFacts({ version }: { readonly version: LoadedVersion }) {
  const { t, locale } = useWords()
  const time = (instant: string | null) => (instant ? formatTime(instant, locale) : t.app.none)
  const facts: readonly (readonly [string, string])[] = [
    [t.profiles.author, version.author.displayName],
    [t.profiles.changed, time(version.createdAt)],
    [t.profiles.publisher, version.publisher?.displayName ?? t.app.none],
    [t.profiles.publishedAt, time(version.publishedAt)],
    [t.profileLife.effectiveFrom, time(version.effectiveFrom)],
  ]
  return (
    <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, mt: 0, mb: 2 }}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {label}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0 }}>
            {value}
          </Typography>
        </div>
      ))}
    </Box>
  )
}

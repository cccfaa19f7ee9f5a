import { Box, Typography } from '@mui/material'
import { diffInWords, type ChangeWords } from '../../rules/diff-words.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { useWords } from '../words/use-words.ts'

/** What a version changes against another, for the second person's eyes. */
export function Changes({
  before,
  after,
}: {
  readonly before: CheckProfile
  readonly after: CheckProfile
}) {
  const { t, locale } = useWords()
  const changes = diffInWords(before, after, locale)
  if (changes.length === 0) {
    return <Typography color="text.secondary">{t.profiles.noChanges}</Typography>
  }
  return (
    <Box
      component="ul"
      aria-label={t.profiles.tabChanges}
      sx={{ m: 0, p: 0, listStyle: 'none', maxWidth: 1000 }}
    >
      {changes.map((change) => (
        <Box component="li" key={change.key} sx={{ mb: 1.5 }}>
          <ChangeText change={change} />
        </Box>
      ))}
    </Box>
  )
}

function ChangeText({
  change: { subject, told, before, after },
}: {
  readonly change: ChangeWords
}) {
  if (told === null) {
    return (
      <Typography>
        <strong>{subject}</strong>: <del>{before}</del> → <ins>{after}</ins>
      </Typography>
    )
  }
  return (
    <>
      <Typography>
        <strong>{subject}</strong>: {told}
      </Typography>
      {before !== null && (
        <Typography component="del" sx={{ display: 'block', color: 'text.secondary' }}>
          − {before}
        </Typography>
      )}
      {after !== null && (
        <Typography component="ins" sx={{ display: 'block', textDecoration: 'none' }}>
          + {after}
        </Typography>
      )}
    </>
  )
}

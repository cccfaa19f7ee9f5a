import { Box } from '@mui/material'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { profileSentences } from '../../rules/sentences.ts'
import { useWords } from '../words/use-words.ts'

/** Every rule in its order, in words. */
export function Sentences({ profile }: { readonly profile: CheckProfile }) {
  const { locale } = useWords()
  return (
    <Box component="ol" sx={{ m: 0, pl: 3, maxWidth: 1000 }}>
      {profileSentences(profile, locale).map((sentence, index) => (
        // rules may read alike; their place tells them apart
        <Box component="li" key={index} sx={{ mb: 1, lineHeight: 1.7 }}>
          {sentence}
        </Box>
      ))}
    </Box>
  )
}

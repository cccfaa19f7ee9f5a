import { Box, Typography } from '@mui/material'
import { lintWords, type LintFinding } from '../../../rules/lint.ts'
import { factPhrase } from '../../../rules/phrases.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import { useWords } from '../../words/use-words.ts'

/** What the linter says of one rule. */
export function Findings({ findings }: { readonly findings: readonly LintFinding[] }) {
  const { t, locale } = useWords()
  if (findings.length === 0) return null
  return (
    <Box component="ul" sx={{ m: 0, px: 2, pb: 1.25, listStyle: 'none' }}>
      {findings.map(({ code, severity, fact }, index) => (
        <Box
          component="li"
          // one rule may have two gaps of one fact
          key={`${code} ${fact ?? ''} ${index}`}
          sx={{ display: 'flex', gap: 1, alignItems: 'center' }}
        >
          <ToneMark
            look={
              severity === 'ERROR'
                ? { tone: 'bad', icon: 'cross' }
                : { tone: 'warn', icon: 'question' }
            }
          />
          <Typography variant="body2" color={severity === 'ERROR' ? 'error' : 'warning'}>
            {severity === 'ERROR' ? t.profiles.error : t.profiles.warning}:{' '}
            {lintWords[code][locale]}
            {fact !== null && ` ${factPhrase(fact, locale)}`}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}

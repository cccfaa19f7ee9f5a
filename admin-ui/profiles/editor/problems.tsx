import { Box, Card, Link, Typography } from '@mui/material'
import { lintWords, type LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import { useWords } from '../../words/use-words.ts'

/** Everything the linter says, each with the rule it is about. */
export function Problems({
  profile,
  findings,
  pending,
  onShow,
}: {
  readonly profile: CheckProfile
  readonly findings: readonly LintFinding[]
  readonly pending: boolean
  readonly onShow: (rule: string) => void
}) {
  const { t, locale } = useWords()
  const nameOf = (id: string) => profile.rules.find((rule) => rule.id === id)?.name?.[locale] || id
  return (
    <Card
      component="section"
      aria-labelledby="problems"
      sx={{ p: 2, maxHeight: { lg: 'calc(100vh - 140px)' }, overflow: 'auto' }}
    >
      <Typography id="problems" variant="h6" component="h2" sx={{ mb: 1 }}>
        {t.profiles.problems}
      </Typography>
      <Box role="status" sx={{ display: 'grid', gap: 1 }}>
        {pending && (
          <Typography variant="body2" color="text.secondary">
            {t.profiles.looking}
          </Typography>
        )}
        {findings.length === 0 && !pending && (
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <ToneMark look={{ tone: 'good', icon: 'check' }} />
            <Typography variant="body2">{t.profiles.noProblems}</Typography>
          </Box>
        )}
        {findings.map(({ code, severity, rule, fact }, index) => (
          <Box
            key={`${code} ${rule ?? ''} ${fact ?? ''} ${index}`}
            sx={{ display: 'flex', gap: 1 }}
          >
            <Box sx={{ pt: 0.25 }}>
              <ToneMark
                look={
                  severity === 'ERROR'
                    ? { tone: 'bad', icon: 'cross' }
                    : { tone: 'warn', icon: 'question' }
                }
              />
            </Box>
            <Typography variant="body2" component="div">
              <strong>{severity === 'ERROR' ? t.profiles.error : t.profiles.warning}</strong>{' '}
              {lintWords[code][locale]}
              <br />
              {rule === null ? (
                t.profiles.wholeProfile
              ) : (
                <Link component="button" type="button" onClick={() => onShow(rule)}>
                  {nameOf(rule)}
                </Link>
              )}
            </Typography>
          </Box>
        ))}
      </Box>
    </Card>
  )
}

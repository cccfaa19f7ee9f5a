import { Box, Card, Link, Typography } from '@mui/material'
import type { LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import { useWords } from '../../words/use-words.ts'
import { FindingText, keyOfFinding } from './finding-text.tsx'

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
      // it scrolls where there is much to say, so the keyboard must reach it
      tabIndex={0}
      sx={{ p: 2, maxHeight: { lg: 'calc(100vh - 140px)' }, overflow: 'auto' }}
    >
      <Typography id="problems" variant="h6" component="h2" sx={{ mb: 1 }}>
        {t.profiles.problems}
      </Typography>
      <Box role="status" sx={{ display: 'grid', gap: 1.5 }}>
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
        {findings.map((finding) => (
          <div key={keyOfFinding(finding)}>
            {finding.rule === null ? (
              <Typography variant="body2">{t.profiles.wholeProfile}</Typography>
            ) : (
              <Link
                component="button"
                type="button"
                onClick={() => onShow(finding.rule ?? '')}
                sx={{ textAlign: 'left' }}
              >
                {nameOf(finding.rule)}
              </Link>
            )}
            <FindingText
              finding={finding}
              rules={profile.rules}
              // that of a rule stands at the rule, where there is room
              withProof={finding.rule === null}
            />
          </div>
        ))}
      </Box>
    </Card>
  )
}

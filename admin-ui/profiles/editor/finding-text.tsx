import { Box, Typography } from '@mui/material'
import { lintWords, type LintFinding } from '../../../rules/lint.ts'
import { conditionPhrase, factPhrase, valuePhrase } from '../../../rules/phrases.ts'
import type { Rule } from '../../../rules/profile-schema.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import type { Look } from '../../theme/tones.ts'
import { useWords } from '../../words/use-words.ts'
import type { StaffLocale } from '../../words/words.ts'

type Severity = LintFinding['severity']
type Facts = NonNullable<LintFinding['proof']>['facts']

/** A finding in words, and the case that proves it. @param rules of the profile, for their names */
export function FindingText({
  finding,
  rules,
  withProof = true,
}: {
  readonly finding: LintFinding
  readonly rules: readonly Rule[]
  readonly withProof?: boolean
}) {
  const { t, locale } = useWords()
  const { code, severity, fact, proof } = finding
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.name?.[locale] || id
  const separator = locale === 'ja' ? '、' : ', '
  const concerned = proof?.rules.map(nameOf).join(separator)
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Box sx={{ pt: 0.25 }}>
        <ToneMark look={severityLooks[severity]} />
      </Box>
      <Typography variant="body2" component="div" sx={{ minWidth: 0 }}>
        <strong>{t.severities[severity]}</strong> {lintWords[code][locale]}
        {fact !== null && ` ${factPhrase(fact, locale)}`}
        {concerned && ` (${concerned})`}
        {proof?.law?.lastDay && ` (${t.profiles.lastDay(proof.law.lastDay)})`}
        {withProof && proof && proof.facts.length > 0 && (
          <Typography variant="body2" component="div" color="text.secondary" data-testid="proof">
            {t.profiles.proof} {factsPhrase(proof.facts, locale)} →{' '}
            {proof.decidedBy === null
              ? t.profiles.decidedByNone
              : t.profiles.decidedBy(nameOf(proof.decidedBy))}
          </Typography>
        )}
      </Typography>
    </Box>
  )
}

/** As a condition would say it, so that fourteen outcomes that are alike are one phrase. */
function factsPhrase(facts: Facts, locale: StaffLocale): string {
  const said = facts.flatMap(({ fact, value }) =>
    value === null || typeof value === 'object'
      ? []
      : [{ fact, operator: 'EQUAL' as const, value }],
  )
  const others = facts
    .filter(({ value }) => value === null || typeof value === 'object')
    .map(({ fact, value }) => `${factPhrase(fact, locale)} = ${valuePhrase(fact, value, locale)}`)
  const phrase = said.length > 0 ? [conditionPhrase({ all: said }, locale)] : []
  return [...phrase, ...others].join(locale === 'ja' ? '、' : '; ')
}

const severityLooks: Record<Severity, Look> = {
  ERROR: { tone: 'bad', icon: 'cross' },
  WARNING: { tone: 'warn', icon: 'question' },
  NOTE: { tone: 'info', icon: 'eye' },
}

/** Of one rule a code may be found more than once, on other facts or against other rules. */
export const keyOfFinding = ({ code, rule, fact, proof }: LintFinding): string =>
  JSON.stringify([code, rule, fact, proof?.rules, proof?.range, proof?.comparisons])

import { Box } from '@mui/material'
import type { LintFinding } from '../../../rules/lint.ts'
import type { Rule } from '../../../rules/profile-schema.ts'
import { FindingText, keyOfFinding } from './finding-text.tsx'

/** What the linter says of one rule. */
export function Findings({
  findings,
  rules,
}: {
  readonly findings: readonly LintFinding[]
  readonly rules: readonly Rule[]
}) {
  if (findings.length === 0) return null
  return (
    <Box
      component="ul"
      sx={{ m: 0, px: 2, pb: 1.25, listStyle: 'none', display: 'grid', gap: 0.75 }}
    >
      {findings.map((finding) => (
        <li key={keyOfFinding(finding)}>
          <FindingText finding={finding} rules={rules} />
        </li>
      ))}
    </Box>
  )
}

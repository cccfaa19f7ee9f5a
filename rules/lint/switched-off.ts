import type { CheckKey } from '../../domain/check.ts'
import type { Comparison } from '../condition.ts'
import { factsById } from '../facts.ts'
import { satisfies } from '../operators.ts'
import type { CheckProfile } from '../profile-schema.ts'
import { finding, type LintFinding } from './finding.ts'
import { plainResults } from './plain-results.ts'
import type { Study, StudiedRule } from './study.ts'

/** Facts that no case has, since their check is off: it says SKIPPED and nothing else. */
export const switchedOff = (
  study: Study,
  { rule, comparisons }: StudiedRule,
): readonly LintFinding[] => {
  const idle = comparisons.filter(
    (comparison) => offCheckOf(study.profile, comparison) !== null && !meetsSkipped(comparison),
  )
  const first = new Map(idle.map((comparison) => [comparison.fact, comparison]))
  return [...first.values()].map((comparison) => {
    const owner = offCheckOf(study.profile, comparison)
    const shown = owner === null ? [] : [{ ...comparison, fact: `${owner}.outcome` }, comparison]
    return finding('CHECK_OFF', {
      rule: rule.id,
      fact: comparison.fact,
      proof: study.proofBy(plainResults(study.profile, null), shown),
    })
  })
}

/** The switched-off check that a comparison is about, or null. */
function offCheckOf(profile: CheckProfile, { fact }: Comparison): CheckKey | null {
  const owner = factsById.get(fact)?.owner
  return owner === undefined || owner === 'ALL' || profile.checks[owner].on ? null : owner
}

const meetsSkipped = ({ fact, operator, value }: Comparison): boolean =>
  fact.endsWith('.outcome') && satisfies('SKIPPED', operator, value)

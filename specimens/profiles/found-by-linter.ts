import type { CheckResult } from '../../domain/check.ts'
import { factsOf } from '../../rules/check-facts.ts'
import { comparisonsOf } from '../../rules/condition.ts'
import { factValue } from '../../rules/fact-value.ts'
import type { LintFinding } from '../../rules/lint.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'

/** What the linter found in the words of `trueFindings`: a gap once for each value of the cases that lies in it. */
export const foundBy = (
  profile: CheckProfile,
  cases: readonly (readonly CheckResult[])[],
  findings: readonly LintFinding[],
): ReadonlySet<string> =>
  new Set(
    findings.flatMap((finding) => {
      const { code, rule, fact, proof } = finding
      if (code === 'CHECK_OFF') return [`${code} ${rule} ${fact}`]
      if (code !== 'GAP' || !fact || !proof?.range)
        return [rule === null ? code : `${code} ${rule}`]
      const { from, fromIncluded, to, toIncluded } = proof.range
      const group = alike(profile, proof.rules[0])
      return [...new Set(cases.map((results) => factValue(factsOf(profile, results), fact)))]
        .filter((value) => typeof value === 'number')
        .filter((value) => (fromIncluded ? value >= from : value > from))
        .filter((value) => (toIncluded ? value <= to : value < to))
        .map((value) => `GAP ${fact} ${value} ${group.join()}`)
    }),
  )

/** Places of the rules on the same facts. */
function alike({ rules }: CheckProfile, id: string | undefined): readonly number[] {
  const factsOfRule = (index: number) => {
    const when = rules[index]?.when
    return when ? [...new Set(comparisonsOf(when).map(({ fact }) => fact))].toSorted().join() : ''
  }
  const own = factsOfRule(rules.findIndex((rule) => rule.id === id))
  return [...rules.keys()].filter((index) => factsOfRule(index) === own)
}

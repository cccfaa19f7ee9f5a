import { mayStart, permissions } from '../../domain/regulation.ts'
import { finding, type Law, type LintFinding } from './finding.ts'
import type { Reach } from './reach.ts'
import type { Study } from './study.ts'

/** Approvals by a method that the law doesn't permit on the day, each with a case that would be approved. */
export function lawfulness(
  study: Study,
  reach: readonly Reach[],
  law: Law,
): readonly LintFinding[] {
  const answer = mayStart(law.regime, law.method, law.day)
  const lastDay = answer.allowed ? answer.endsOn : lastDayOf(law)
  if (answer.allowed && lastDay === null) return []
  const code = answer.allowed ? 'LAW_ENDS' : 'FORBIDDEN_BY_LAW'
  return reach.flatMap(({ rule, decides }) =>
    rule.rule.effect.kind !== 'APPROVE' || decides === null || decides === 'NEVER'
      ? []
      : [
          finding(code, {
            rule: rule.rule.id,
            proof: study.proofOf(decides, rule.comparisons, { law: { ...law, lastDay } }),
          }),
        ],
  )
}

/** Null: never permitted, or not any more from a day that is still to come. */
const lastDayOf = ({ regime, method, day }: Law): string | null =>
  permissions
    .filter((row) => row.regime === regime && row.method === method)
    .map(({ validTo }) => validTo)
    .filter((end) => end !== null)
    .filter((end) => end < day)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1) ?? null

import { comparisonsOf, depthOf, maxDepth } from './condition.ts'
import { conditionProblem } from './condition-problem.ts'
import { finding, type Law, type LintFinding } from './lint/finding.ts'
import { gaps } from './lint/gaps.ts'
import { lawfulness } from './lint/lawful.ts'
import { opposedRules } from './lint/opposed.ts'
import { plainResults } from './lint/plain-results.ts'
import { reachOf, type Reach } from './lint/reach.ts'
import { studyOf, type Study } from './lint/study.ts'
import { switchedOff } from './lint/switched-off.ts'
import type { CheckProfile, Rule } from './profile-schema.ts'

export type { Law, LintFinding } from './lint/finding.ts'
export { lintWords } from './lint/words.ts'

export interface LintReport {
  /** Rule by rule in their order, then the profile as a whole. */
  readonly findings: readonly LintFinding[]
  /** False: something was too much to settle; what was found holds all the same. */
  readonly complete: boolean
}

/** What an author should see before publishing; an empty list is a clean profile. */
export const lintProfile = (
  profile: CheckProfile,
  law: Law | null = null,
): readonly LintFinding[] => lintReport(profile, law).findings

/**
 * What an author should see before publishing, each finding with a case that proves it. Nothing is guessed: a finding holds of
 * all cases that there can be, and what could not be settled in time is none.
 * @param law under which the profile is to decide, where the author asks
 */
export function lintReport(profile: CheckProfile, law: Law | null = null): LintReport {
  const study = studyOf(profile)
  const reach = reachOf(study)
  const told = [
    ...reach.flatMap((each) => ('finding' in each ? [each.finding] : [])),
    ...opposedRules(study, reach),
    ...gaps(study),
    ...(law ? lawfulness(study, reach, law) : []),
  ]
  const canApprove = profile.rules.some(
    (rule, index) => rule.effect.kind === 'APPROVE' && mayDecide(reach, index),
  )
  const first = firstPlaces(profile)
  return {
    findings: [
      ...profile.rules.flatMap((rule, index) => {
        const isFirst = first.has(index)
        const studied = study.rules.find((each) => each.index === index)
        return [
          ...shapeOf(study, rule, isFirst),
          ...(studied ? switchedOff(study, studied) : []),
          // ids may be given twice in a draft
          ...(isFirst ? told.filter((each) => each.rule === rule.id) : []),
        ]
      }),
      ...(profile.otherwise.kind === 'APPROVE'
        ? [finding('APPROVES_BY_DEFAULT', { proof: bare(study) })]
        : []),
      ...(canApprove
        ? []
        : [
            finding('NO_APPROVAL', {
              proof: study.proofBy(plainResults(profile, 'PASS'), [], {}),
            }),
          ]),
    ],
    complete: !study.isUnproven(),
  }
}

/** What a draft may have and a saved profile may not. */
function shapeOf(study: Study, rule: Rule, isFirst: boolean): readonly LintFinding[] {
  const comparisons = comparisonsOf(rule.when)
  return [
    ...(isFirst ? [] : [finding('DUPLICATE_ID', { rule: rule.id })]),
    ...(depthOf(rule.when) > maxDepth ? [finding('TOO_DEEP', { rule: rule.id })] : []),
    ...(rule.effect.kind === 'APPROVE' && comparisons.length === 0
      ? [finding('APPROVES_BY_DEFAULT', { rule: rule.id, proof: bare(study) })]
      : []),
    ...comparisons.flatMap((comparison) => {
      const problem = conditionProblem(comparison)
      return problem ? [finding(problem, { rule: rule.id, fact: comparison.fact })] : []
    }),
  ]
}

/** A case of which nothing is known. */
const bare = (study: Study) => study.proofBy(plainResults(study.profile, null), [])

/** The first place of each id. */
const firstPlaces = ({ rules }: CheckProfile): ReadonlySet<number> =>
  new Set(new Map(rules.map(({ id }, index) => [id, index] as const).toReversed()).values())

const mayDecide = (reach: readonly Reach[], index: number): boolean =>
  reach.find(({ rule }) => rule.index === index)?.decides !== 'NEVER'

import type { CheckResult } from '../../domain/check.ts'
import { factsOf, type FactsByOwner } from '../check-facts.ts'
import { comparisonsOf, depthOf, maxDepth, type Comparison } from '../condition.ts'
import { conditionProblem } from '../condition-problem.ts'
import { compileDecider, testOf } from '../decide-many.ts'
import { factValue } from '../fact-value.ts'
import { normalForm } from '../normal-form.ts'
import type { CheckProfile, Rule } from '../profile-schema.ts'
import { caseOf } from './case-of.ts'
import { caseFinder, type Question } from './find-case.ts'
import type { LintProof } from './finding.ts'
import { denied, formulaOf, type Formula } from './formula.ts'
import type { Answer, Budget, Found } from './solve.ts'
import { spaceOf, type Space } from './space.ts'

/** A rule that can be reasoned about: its conditions fit their facts. */
export interface StudiedRule {
  readonly rule: Rule
  /** Its place in the profile. */
  readonly index: number
  /** From left to right, with their opposites where they are denied. */
  readonly comparisons: readonly Comparison[]
  readonly holds: Formula
  readonly fails: Formula
  /** Does it hold in this case? */
  readonly test: (facts: FactsByOwner) => boolean
}

/** A profile prepared for questions. */
export interface Study {
  readonly profile: CheckProfile
  readonly space: Space
  readonly rules: readonly StudiedRule[]
  /** @returns a case, `NONE`, or `NOT_PROVEN` where the search would take too long */
  readonly ask: (question: Question) => Answer
  /** Whether any question remained without an answer. */
  readonly isUnproven: () => boolean
  readonly factsIn: (found: Found) => FactsByOwner
  readonly proofOf: (
    found: Found,
    comparisons: readonly Comparison[],
    more?: Partial<LintProof>,
  ) => LintProof
  readonly proofBy: (
    results: readonly CheckResult[],
    comparisons: readonly Comparison[],
    more?: Partial<LintProof>,
  ) => LintProof
}

/** Branches that one question may try, and all together. */
const perQuestion = 2_000
const inAll = 60_000

export function studyOf(profile: CheckProfile): Study {
  const sound = profile.rules
    .map((rule, index) => ({ rule, index, comparisons: comparisonsOf(normalForm(rule.when)) }))
    .filter(
      ({ rule, comparisons }) =>
        depthOf(rule.when) <= maxDepth &&
        comparisons.every((comparison) => conditionProblem(comparison) === null),
    )
  const space = spaceOf(
    profile,
    sound.flatMap(({ comparisons }) => comparisons),
  )
  const rules = sound.map((each) => {
    const holds = formulaOf(space, each.rule.when)
    return { ...each, holds, fails: denied(holds), test: testOf(each.rule.when) }
  })
  const decide = compileDecider(profile)
  const findCase = caseFinder(space)
  let left = inAll
  let unproven = false
  const proofBy: Study['proofBy'] = (results, comparisons, more = {}) => {
    const facts = factsOf(profile, results)
    return {
      facts: [...new Set(comparisons.map(({ fact }) => fact))].map((fact) => ({
        fact,
        value: factValue(facts, fact),
      })),
      results,
      decidedBy: decide(results).decidedBy,
      rules: [],
      comparisons: [],
      range: null,
      law: null,
      ...more,
    }
  }
  return {
    profile,
    space,
    rules,
    ask: (question) => {
      const budget: Budget = { left: Math.min(perQuestion, left) }
      const before = budget.left
      const answer = findCase(question, budget)
      left -= before - budget.left
      if (answer === 'NOT_PROVEN') unproven = true
      return answer
    },
    isUnproven: () => unproven,
    factsIn: (found) => factsOf(profile, caseOf(space, found)),
    proofBy,
    proofOf: (found, comparisons, more) => proofBy(caseOf(space, found), comparisons, more),
  }
}

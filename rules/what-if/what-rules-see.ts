import { checkKeys, type CheckResult } from '../../domain/check.ts'
import { factsOf } from '../check-facts.ts'
import { comparisonsOf, type Comparison } from '../condition.ts'
import { factValue } from '../fact-value.ts'
import { normalForm } from '../normal-form.ts'
import { satisfies } from '../operators.ts'
import type { CheckProfile } from '../profile-schema.ts'

/** What the rules of a profile can tell of one check's record. */
export interface Seen {
  /** Numbers that a fact is compared with. */
  readonly constantsOf: (factId: string) => readonly number[]
  /** The same for two records that no rule can tell apart. */
  readonly seenOf: (record: CheckResult) => string
}

export function whatRulesSee(profile: CheckProfile): Seen {
  const comparisons = profile.rules.flatMap(({ when }) => comparisonsOf(normalForm(when)))
  const byOwner = new Map<string, Comparison[]>()
  const constants = new Map<string, number[]>()
  for (const comparison of comparisons) {
    const { fact, value } = comparison
    const owner = fact.slice(0, fact.indexOf('.'))
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), comparison])
    if (typeof value === 'number') constants.set(fact, [...(constants.get(fact) ?? []), value])
  }
  const ofAll = new Set((byOwner.get('ALL') ?? []).map(({ fact }) => fact))
  const others = Object.fromEntries(checkKeys.map((key) => [key, { on: false }]))
  return {
    constantsOf: (factId) =>
      // the score of the whole falls as the strongest sign grows
      factId.startsWith('DOC_AUTHENTICITY.')
        ? [
            ...(constants.get(factId) ?? []),
            ...(constants.get('DOC_AUTHENTICITY.score') ?? []).map((each) => 1 - each),
          ]
        : (constants.get(factId) ?? []),
    seenOf(record) {
      const facts = factsOf({ ...profile, checks: { ...profile.checks, ...others } }, [record])
      const own = (byOwner.get(record.key) ?? []).map(({ fact, operator, value }) =>
        satisfies(factValue(facts, fact), operator, value) ? 1 : 0,
      )
      return JSON.stringify([
        record.outcome,
        own.join(''),
        ofAll.has('ALL.reasons') ? record.reasonCodes.toSorted() : null,
        ofAll.has('ALL.mendable') ? factValue(facts, 'ALL.mendable') : null,
      ])
    },
  }
}

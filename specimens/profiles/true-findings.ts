import type { CheckResult } from '../../domain/check.ts'
import { factsOf } from '../../rules/check-facts.ts'
import { comparisonsOf } from '../../rules/condition.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { factValue } from '../../rules/fact-value.ts'
import { factsById } from '../../rules/facts.ts'
import { normalForm } from '../../rules/normal-form.ts'
import { satisfies } from '../../rules/operators.ts'
import type { CheckProfile, Rule } from '../../rules/profile-schema.ts'
import { allCases } from './all-cases.ts'

interface DecidedCase {
  readonly results: readonly CheckResult[]
  /** By the place of the rule in the profile. */
  readonly holds: readonly boolean[]
}

/**
 * What the linter should say of a small profile, found by deciding every case with the real evaluator and looking at the
 * outcomes: `SHADOWED rule-3`, `GAP DOB_AGE.age 20 rule-1,rule-2` (once for each value inside a gap).
 */
export async function trueFindings(profile: CheckProfile): Promise<ReadonlySet<string>> {
  const cases: DecidedCase[] = []
  for (const results of allCases(profile)) {
    const { trace } = await evaluateProfile(profile, results)
    cases.push({ results, holds: trace.map(({ outcome }) => outcome === 'HOLDS') })
  }
  const reach = profile.rules.map((rule, index) => reachOf(rule, index, cases))
  const approvals = profile.rules.filter(
    ({ effect }, index) => effect.kind === 'APPROVE' && reach[index] === null,
  )
  return new Set([
    ...reach.filter((code) => code !== null),
    ...profile.rules.flatMap((rule, index) =>
      reach[index] === null && isOpposed(profile, index, cases, reach)
        ? [`OPPOSED ${rule.id}`]
        : [],
    ),
    ...gapsOf(profile, cases),
    ...(approvals.length === 0 ? ['NO_APPROVAL'] : []),
    ...profile.rules.flatMap(offFacts),
  ])

  /** Comparisons about a check that is off which no case meets. */
  function offFacts(rule: Rule): readonly string[] {
    return comparisonsOf(normalForm(rule.when))
      .filter(({ fact }) => {
        const owner = factsById.get(fact)?.owner
        return owner !== undefined && owner !== 'ALL' && !profile.checks[owner].on
      })
      .filter(({ fact, operator, value }) =>
        cases.every(
          ({ results }) => !satisfies(factValue(factsOf(profile, results), fact), operator, value),
        ),
      )
      .map(({ fact }) => `CHECK_OFF ${rule.id} ${fact}`)
  }
}

function reachOf(rule: Rule, index: number, cases: readonly DecidedCase[]): string | null {
  const earlier = ({ holds }: DecidedCase) => holds.slice(0, index).includes(true)
  const own = cases.filter(({ holds }) => holds[index])
  if (own.length === 0) return `NEVER_HOLDS ${rule.id}`
  if (cases.every(earlier)) return `UNREACHABLE ${rule.id}`
  return own.every(earlier) ? `SHADOWED ${rule.id}` : null
}

const factsOfRule = ({ when }: Rule): string =>
  [...new Set(comparisonsOf(when).map(({ fact }) => fact))].toSorted().join(' ')

function isOpposed(
  { rules }: CheckProfile,
  index: number,
  cases: readonly DecidedCase[],
  reach: readonly (string | null)[],
): boolean {
  const rule = rules[index]
  return rules.slice(0, index).some((earlier, place) => {
    const kinds = `${earlier.effect.kind},${rule?.effect.kind}`
    return (
      rule !== undefined &&
      (kinds === 'APPROVE,DECLINE' || kinds === 'DECLINE,APPROVE') &&
      reach[place] === null &&
      factsOfRule(earlier) === factsOfRule(rule) &&
      cases.some(
        ({ holds }) => holds[index] && holds[place] && !holds.slice(0, place).includes(true),
      )
    )
  })
}

function gapsOf({ rules }: CheckProfile, cases: readonly DecidedCase[]): readonly string[] {
  const groups = Map.groupBy(rules.keys(), (index) => factsOfRule(rules[index] ?? { ...nobody }))
  return [...groups].flatMap(([key, group]) =>
    group.length < 2
      ? []
      : key
          .split(' ')
          .filter((fact) => factsById.get(fact)?.kind === 'NUMBER' && !fact.startsWith('ALL.'))
          .flatMap((fact) => [...gapValues(fact, group, cases)]),
  )
}

const nobody: Rule = { id: 'nobody', when: { all: [] }, effect: { kind: 'HOLD_FOR_MASKING' } }

/** Values of the fact at which nothing decides, while else alike one of the group decides below and another above. */
function gapValues(
  fact: string,
  group: readonly number[],
  cases: readonly DecidedCase[],
): ReadonlySet<string> {
  const values = cases.map(({ results }) => valueIn(results, fact))
  const alike = Map.groupBy(cases.keys(), (index) => withoutFact(cases[index]?.results ?? [], fact))
  const found = new Set<string>()
  for (const indices of alike.values()) {
    const decided = indices.flatMap((index) => {
      const value = values[index]
      const { holds = [] } = cases[index] ?? {}
      return typeof value === 'number' ? [{ value, holds }] : []
    })
    for (const { value, holds } of decided) {
      if (holds.includes(true)) continue
      const at = (test: (other: number) => boolean) =>
        new Set(
          decided
            .filter((other) => test(other.value))
            .flatMap((other) => group.filter((rule) => other.holds[rule])),
        )
      const below = at((other) => other < value)
      const above = at((other) => other > value)
      if ([...below].some((a) => [...above].some((b) => a !== b))) {
        found.add(`GAP ${fact} ${value} ${group.join()}`)
      }
    }
  }
  return found
}

function valueIn(results: readonly CheckResult[], fact: string): unknown {
  const [owner, name = ''] = fact.split('.')
  const result = results.find(({ key }) => key === owner)
  return name === 'score' ? result?.score : result?.facts[name]
}

function withoutFact(results: readonly CheckResult[], fact: string): string {
  const [owner, name = ''] = fact.split('.')
  return JSON.stringify(
    results.map((result) =>
      result.key === owner
        ? {
            ...result,
            score: name === 'score' ? null : result.score,
            facts: { ...result.facts, [name]: null },
          }
        : result,
    ),
  )
}

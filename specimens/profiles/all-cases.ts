import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { isReasonCode, type ReasonCode } from '../../domain/reason-codes.ts'
import { comparisonsOf, type Comparison } from '../../rules/condition.ts'
import { factsById, type FactDescriptor } from '../../rules/facts.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'

/**
 * Every case that the conditions of a small profile can tell apart, written out: all outcomes of the checks that it speaks of, all
 * their facts at, beside and between its constants, all sets of its reasons. For profiles of few facts; the number multiplies.
 */
export const allCases = (profile: CheckProfile): readonly (readonly CheckResult[])[] =>
  casesByCheck(profile).reduce<readonly (readonly CheckResult[])[]>(
    (cases, options) => cases.flatMap((before) => options.map((option) => [...before, ...option])),
    [[]],
  )

/** How many they are, without making them. */
export const countCases = (profile: CheckProfile): number =>
  casesByCheck(profile).reduce((product, options) => product * options.length, 1)

function casesByCheck(profile: CheckProfile) {
  const comparisons = profile.rules.flatMap(({ when }) => comparisonsOf(when))
  const owners = new Set(comparisons.map(({ fact }) => factsById.get(fact)?.owner))
  return checkKeys.map((key): readonly (readonly CheckResult[])[] => {
    if (!profile.checks[key].on) return [[record(key, 'SKIPPED')]]
    return owners.has(key) || owners.has('ALL') ? casesOfCheck(key, comparisons) : [[]]
  })
}

function casesOfCheck(
  key: CheckKey,
  comparisons: readonly Comparison[],
): readonly (readonly CheckResult[])[] {
  const named = [...new Set(comparisons.map(({ fact }) => fact))]
    .map((id) => factsById.get(id))
    .filter((fact) => fact !== undefined)
    .filter(
      ({ owner, kind, id }) => owner === key && kind !== 'REASONS' && !id.endsWith('.outcome'),
    )
  const codes = comparisons
    .filter(({ fact }) => fact === `${key}.reasons` || fact === 'ALL.reasons')
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string')
    .filter(isReasonCode)
  const mending = comparisons.some(({ fact }) => fact === 'ALL.mendable')
  const sets = subsets([
    ...new Set([...codes, ...(mending ? (['IMG_BLUR', 'OTHER'] as const) : [])]),
  ])
  const factCases = named.reduce<
    readonly Readonly<Record<string, number | string | boolean | null>>[]
  >(
    (cases, fact) =>
      cases.flatMap((before) =>
        [null, ...valuesOf(fact, comparisons)].map((value) => ({
          ...before,
          [fact.id.slice(key.length + 1)]: value,
        })),
      ),
    [{}],
  )
  const spoken = factCases.flatMap((facts) => [
    record(key, 'PASS', facts),
    ...(['FAIL', 'UNCERTAIN'] as const).flatMap((outcome) =>
      sets.flatMap((reasonCodes) =>
        (mending ? [true, false] : [false]).map((placed) =>
          record(key, outcome, facts, reasonCodes, placed),
        ),
      ),
    ),
  ])
  return [[], [record(key, 'SKIPPED')], ...spoken.map((each) => [each])]
}

function record(
  key: CheckKey,
  outcome: CheckResult['outcome'],
  { score = null, ...facts }: CheckResult['facts'] = {},
  reasonCodes: readonly ReasonCode[] = [],
  placed = false,
): CheckResult {
  return {
    key,
    outcome,
    score: typeof score === 'number' ? score : null,
    reasonCodes: [...reasonCodes],
    evidence: placed ? [{ slot: 'FRONT', box: null, label: null }] : [],
    facts,
    by: { engine: 'specimen', model: null, version: '1' },
  }
}

function valuesOf(
  fact: FactDescriptor,
  comparisons: readonly Comparison[],
): readonly (number | string | boolean)[] {
  if (fact.kind === 'FLAG') return [true, false]
  if (fact.kind === 'ENUM') return fact.values
  if (fact.kind === 'REASONS') return []
  const constants = comparisons
    .filter((each) => each.fact === fact.id)
    .map(({ value }) => Number(value))
    .toSorted((a, b) => a - b)
  const whole = ['count', 'days', 'years'].includes(fact.unit)
  const step = whole ? 1 : 1e-6
  const near = constants.flatMap((constant) => [constant - step, constant, constant + step])
  return [...new Set(near)].filter((value) => value >= fact.min && value <= fact.max)
}

const subsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => [...sets, ...sets.map((set) => [...set, item])],
    [[]],
  )

import { checkKeys } from '../../domain/check.ts'
import { reasonCodes } from '../../domain/reason-codes.ts'
import type { Comparison, Condition } from '../../rules/condition.ts'
import { facts, operatorsByKind, type FactDescriptor } from '../../rules/facts.ts'
import {
  parseCheckProfile,
  type CheckProfile,
  type Effect,
  type Rule,
} from '../../rules/profile-schema.ts'
import type { Random } from '../random.ts'

export interface ProfilePlan {
  readonly rules: number
  /** Which facts the conditions speak of. */
  readonly facts: readonly FactDescriptor[]
  /** Levels below a rule's first `all` or `any`. */
  readonly depth: number
  /** Most parts of an `all` or `any`. */
  readonly width: number
  /** Share (0…1) of the checks that are switched off. */
  readonly off: number
  /** Constants that numbers are compared with; few constants meet often. */
  readonly constants: (fact: FactDescriptor, random: Random) => number
}

/** A profile that can be saved, of rules that nobody would write; the same seed gives the same profile. */
export function randomProfile(random: Random, plan: Partial<ProfilePlan> = {}): CheckProfile {
  const full: ProfilePlan = { ...usual, ...plan }
  return parseCheckProfile({
    scene: 'OWN',
    checks: Object.fromEntries(checkKeys.map((key) => [key, { on: random.next() >= full.off }])),
    thresholds: {},
    rules: Array.from({ length: full.rules }, (_, index) => randomRule(random, full, index)),
    otherwise: { kind: 'REVIEW' },
  })
}

export function randomRule(random: Random, plan: ProfilePlan, index: number): Rule {
  const parts = Array.from({ length: random.int(1, plan.width) }, () =>
    randomCondition(random, plan, plan.depth),
  )
  return {
    id: `rule-${index + 1}`,
    when: random.next() < 0.75 ? { all: parts } : { any: parts },
    effect: random.pick(effects),
  }
}

/** One constant of a fact, as an author might choose it. */
export function usualConstant(fact: FactDescriptor, random: Random): number {
  if (fact.kind !== 'NUMBER') return 0
  const whole = fact.unit === 'count' || fact.unit === 'days' || fact.unit === 'years'
  const highest = fact.unit === 'count' ? 5 : fact.max
  const value = fact.min + random.next() * (highest - fact.min)
  return whole ? Math.round(value) : Math.round(value * 100) / 100
}

const usual: ProfilePlan = {
  rules: 8,
  facts,
  depth: 2,
  width: 3,
  off: 0.1,
  constants: usualConstant,
}

const effects: readonly Effect[] = [
  { kind: 'APPROVE' },
  { kind: 'DECLINE', reasonCodes: [] },
  { kind: 'DECLINE', reasonCodes: ['OTHER'] },
  {
    kind: 'REVIEW',
    reasonCodes: [],
    queue: 'standard',
    priority: 0,
    outsource: false,
    secondPerson: false,
  },
  { kind: 'ASK_AGAIN', reasonCodes: [], slots: [] },
  { kind: 'ASK_AGAIN', reasonCodes: [], slots: ['FRONT'] },
  { kind: 'HOLD_FOR_MASKING' },
]

function randomCondition(random: Random, plan: ProfilePlan, depth: number): Condition {
  const kind = depth === 0 ? 1 : random.next()
  if (kind > 0.4) return randomComparison(random, plan)
  if (kind < 0.1) return { not: randomCondition(random, plan, depth - 1) }
  const parts = Array.from({ length: random.int(1, plan.width) }, () =>
    randomCondition(random, plan, depth - 1),
  )
  return kind < 0.25 ? { all: parts } : { any: parts }
}

function randomComparison(random: Random, plan: ProfilePlan): Comparison {
  const fact = random.pick(plan.facts)
  const operator = random.pick(operatorsByKind[fact.kind])
  const one = oneValue(random, plan, fact)
  const value =
    operator === 'ONE_OF' || operator === 'NONE_OF'
      ? [...new Set([String(one), String(oneValue(random, plan, fact))])]
      : one
  return { fact: fact.id, operator, value }
}

function oneValue(random: Random, plan: ProfilePlan, fact: FactDescriptor) {
  switch (fact.kind) {
    case 'NUMBER':
      return plan.constants(fact, random)
    case 'FLAG':
      return random.next() < 0.5
    case 'ENUM':
      return random.pick(fact.values)
    case 'REASONS':
      return random.pick(reasonCodes)
  }
}

import { checkKeys } from '../../domain/check.ts'
import { factsById, type FactDescriptor } from '../../rules/facts.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import type { Random } from '../random.ts'
import { randomProfile, usualConstant, type ProfilePlan } from './random-profile.ts'

/** A plan for profiles so small that all their cases can be written out: three facts, two constants each, a few rules. */
export function smallPlan(random: Random): ProfilePlan {
  const [first, second, third] = shuffled(random, palette)
  const facts = [first, second, third].filter((fact) => fact !== undefined)
  const constants = new Map(
    facts.map((fact) => [fact.id, [usualConstant(fact, random), usualConstant(fact, random)]]),
  )
  return {
    rules: random.int(2, 5),
    facts,
    depth: random.int(0, 2),
    width: 3,
    off: 0,
    constants: (fact) => random.pick(constants.get(fact.id) ?? [0]),
  }
}

/** A profile of the plan whose checks are off unless a rule speaks of them (or of all: then two are on). */
export function smallProfile(random: Random, plan: ProfilePlan): CheckProfile {
  const profile = randomProfile(random, plan)
  const owners = new Set<string>(plan.facts.map(({ owner }) => owner))
  const on = owners.has('ALL') ? new Set([...owners, 'NAME', 'FACE_MATCH'].slice(0, 3)) : owners
  return {
    ...profile,
    checks: {
      ...profile.checks,
      ...Object.fromEntries(checkKeys.map((key) => [key, { on: on.has(key) }])),
    },
  }
}

/** One of each kind that the linter treats in its own way. */
const palette: readonly FactDescriptor[] = [
  'DOB_AGE.age',
  'DOB_AGE.matches',
  'DOB_AGE.outcome',
  'FACE_MATCH.score',
  'FACE_MATCH.margin',
  'FACE_MATCH.faceCount',
  'FACE_MATCH.farLevel',
  'FACE_MATCH.outcome',
  'FACE_MATCH.reasons',
  'NAME.tier',
  'NAME.outcome',
  'NAME.reasons',
  'EXPIRY.remainingDays',
  'ALL.failed',
  'ALL.passed',
  'ALL.uncertain',
  'ALL.reasons',
  'ALL.mendable',
].flatMap((id) => factsById.get(id) ?? [])

const shuffled = <Item>(random: Random, items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)

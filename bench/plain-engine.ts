import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine'
import { factsOf } from '../rules/check-facts.ts'
import { factValue } from '../rules/fact-value.ts'
import { facts } from '../rules/facts.ts'
import { normalForm, type NormalCondition } from '../rules/normal-form.ts'
import type { Operator } from '../rules/operators.ts'
import type { CheckProfile } from '../rules/profile-schema.ts'

/** Facts as the engine takes them: by their ids, nothing around them. */
export function plainFacts(profile: CheckProfile, results: Parameters<typeof factsOf>[1]) {
  const given = factsOf(profile, results)
  return Object.fromEntries(facts.map(({ id }) => [id, factValue(given, id)]))
}

/** The rules in json-rules-engine's own operators, without anything of ours. */
export function plainEngine(profile: CheckProfile): Engine {
  return new Engine(
    profile.rules.map(({ id, when, effect }) => ({
      name: id,
      conditions: atTop(plainCondition(normalForm(when))),
      event: { type: effect.kind },
    })),
    { allowUndefinedFacts: true },
  )
}

const names: Record<Operator, string> = {
  EQUAL: 'equal',
  NOT_EQUAL: 'notEqual',
  LESS: 'lessThan',
  AT_LEAST: 'greaterThanInclusive',
  MORE: 'greaterThan',
  AT_MOST: 'lessThanInclusive',
  ONE_OF: 'in',
  NONE_OF: 'notIn',
  INCLUDES: 'contains',
  EXCLUDES: 'doesNotContain',
}

function plainCondition(condition: NormalCondition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(plainCondition) }
  if ('any' in condition) return { any: condition.any.map(plainCondition) }
  return { fact: condition.fact, operator: names[condition.operator], value: condition.value }
}

const atTop = (condition: NestedCondition): TopLevelCondition => ({ all: [condition] })

import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { operators, satisfies, type FactValue } from './operators.ts'
import { normalForm, type NormalCondition } from './normal-form.ts'
import type { CheckProfile } from './profile-schema.ts'

/** The engine's rule of each profile rule: equal priorities, so that all are tried; the order decides afterwards. */
export function compileProfile(profile: CheckProfile): Engine {
  const engine = new Engine(
    profile.rules.map((rule) => ({
      name: rule.id,
      conditions: atTop(compile(normalForm(rule.when))),
      event: { type: rule.effect.kind },
    })),
    { pathResolver: ownProperty },
  )
  for (const operator of operators) {
    engine.addOperator(operator, (fact: FactValue, value: FactValue) =>
      satisfies(fact ?? null, operator, value),
    )
  }
  return engine
}

/** The name of the one fact that the engine is given. */
export const factsName = 'facts'

interface Leaf {
  fact: string
  path: string
  operator: string
  value: unknown
}
type Compiled = Leaf | { all: Compiled[] } | { any: Compiled[] }

function compile(condition: NormalCondition): Compiled {
  if ('all' in condition) return { all: condition.all.map(compile) }
  if ('any' in condition) return { any: condition.any.map(compile) }
  const { fact, operator, value } = condition
  return { fact: factsName, path: fact, operator, value }
}

const atTop = (compiled: Compiled): TopLevelCondition =>
  'fact' in compiled ? { all: [compiled] } : compiled

/** `CHECK.fact` as plain own properties; the engine's JSONPath is never asked. */
export function ownProperty(value: object, path: string): unknown {
  const dot = path.indexOf('.')
  const inside = own(value, path.slice(0, dot))
  return typeof inside === 'object' && inside !== null ? own(inside, path.slice(dot + 1)) : null
}

const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? Reflect.get(value, name) : null

import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { operators, oppositeOf, satisfies, type FactValue } from './operators.ts'
import type { Comparison, Condition } from './condition.ts'
import type { CheckProfile } from './profile-schema.ts'

/** The engine's rule of each profile rule: equal priorities, so that all are tried; the order decides afterwards. */
export function compileProfile(profile: CheckProfile): Engine {
  const engine = new Engine(
    profile.rules.map((rule) => ({
      name: rule.id,
      conditions: atTop(compile(rule.when, true)),
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

/**
 * Conditions without `not`: it moves down to the comparisons, which become their opposites. So a missing fact, which satisfies
 * neither an operator nor its opposite, can never make a rule hold by being denied.
 */
function compile(condition: Condition, asked: boolean): Compiled {
  if ('not' in condition) return compile(condition.not, !asked)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const compiled = parts.map((part) => compile(part, asked))
    return 'all' in condition === asked ? { all: compiled } : { any: compiled }
  }
  return compileComparison(condition, asked)
}

interface Leaf {
  fact: string
  path: string
  operator: string
  value: unknown
}
type Compiled = Leaf | { all: Compiled[] } | { any: Compiled[] }

const compileComparison = ({ fact, operator, value }: Comparison, asked: boolean): Leaf => ({
  fact: factsName,
  path: fact,
  operator: asked ? operator : oppositeOf[operator],
  value,
})

const atTop = (compiled: Compiled): TopLevelCondition =>
  'fact' in compiled ? { all: [compiled] } : compiled

/** `CHECK.fact` as plain own properties; the engine's JSONPath is never asked. */
export function ownProperty(value: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
          ? Reflect.get(inside, name)
          : null,
      value,
    )
}

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
  )
  for (const operator of operators) {
    engine.addOperator(operator, (fact: FactValue, value: FactValue) =>
      satisfies(fact ?? null, operator, value),
    )
  }
  return engine
}

interface Leaf {
  fact: string
  operator: string
  value: unknown
}
type Compiled = Leaf | { all: Compiled[] } | { any: Compiled[] }

function compile(condition: NormalCondition): Compiled {
  if ('all' in condition) return { all: condition.all.map(compile) }
  if ('any' in condition) return { any: condition.any.map(compile) }
  const { fact, operator, value } = condition
  return { fact, operator, value }
}

const atTop = (compiled: Compiled): TopLevelCondition =>
  'fact' in compiled ? { all: [compiled] } : compiled

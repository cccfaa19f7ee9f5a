import { z } from 'zod'
import { operators, type Operator } from './operators.ts'

/** One comparison; the leaf of a rule. */
export interface Comparison {
  readonly fact: string
  readonly operator: Operator
  readonly value: number | string | boolean | readonly string[]
}
/** When a rule holds: comparisons, joined and denied. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** The leaves of a condition, from left to right. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  const found: Comparison[] = []
  collect(condition, found)
  return found
}

// every decision walks every rule: no list is made at each level
function collect(condition: Condition, into: Comparison[]): void {
  if ('all' in condition) for (const part of condition.all) collect(part, into)
  else if ('any' in condition) for (const part of condition.any) collect(part, into)
  else if ('not' in condition) collect(condition.not, into)
  else into.push(condition)
}

/** How deep conditions may be nested, so that a person can still follow them. */
export const maxDepth = 6

/** Levels of a condition; a comparison alone is one. */
export function depthOf(condition: Condition): number {
  if ('all' in condition) return 1 + Math.max(0, ...condition.all.map(depthOf))
  if ('any' in condition) return 1 + Math.max(0, ...condition.any.map(depthOf))
  return 'not' in condition ? 1 + depthOf(condition.not) : 1
}

const valueSchema = z.union([
  z.number(),
  z.string().max(64),
  z.boolean(),
  z.array(z.string().max(64)).min(1).max(50).readonly(),
])

const comparisonSchema = z
  .strictObject({ fact: z.string().max(64), operator: z.enum(operators), value: valueSchema })
  .readonly()

const nested: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparisonSchema,
    z.strictObject({ all: z.array(nested).min(1).max(50).readonly() }).readonly(),
    z.strictObject({ any: z.array(nested).min(1).max(50).readonly() }).readonly(),
    z.strictObject({ not: nested }).readonly(),
  ]),
)
/** Only a whole rule may be unconditional: `{ all: [] }`. */
export const conditionSchema: z.ZodType<Condition> = z.union([
  nested,
  z.strictObject({ all: z.tuple([]).readonly() }).readonly(),
])

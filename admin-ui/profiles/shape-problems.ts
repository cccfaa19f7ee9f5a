import { en, ja } from 'zod/locales'
import type { z } from 'zod'
import { checkProfileShape } from '../../rules/profile-schema.ts'
import type { Words } from '../../rules/facts.ts'
import { conditionShapeProblems } from './condition-shape-problems.ts'

export type Path = readonly (string | number)[]
export interface ShapeProblem {
  readonly path: Path
  readonly words: Words
  /** False: it can be taken over, and the linter goes on about it. */
  readonly fatal: boolean
}

/** Why a value is not a profile, place by place; an empty list: it is one. Never more than anybody reads. */
export function shapeProblems(value: unknown): readonly ShapeProblem[] {
  if (isDeeperThan(value, deepest)) return [tooDeep]
  const inConditions = rulesOf(value).flatMap((rule, index) =>
    hasWhen(rule) ? conditionShapeProblems(rule.when, ['rules', index, 'when']) : [],
  )
  const parsed = checkProfileShape.safeParse(value)
  const others = parsed.success ? [] : parsed.error.issues.filter((issue) => !isOfCondition(issue))
  const problems = [...others.map(told), ...inConditions]
  if (!parsed.success && !problems.some(({ fatal }) => fatal)) {
    problems.push(...parsed.error.issues.map(told))
  }
  return problems.slice(0, mostShown)
}

const mostShown = 100
/** Rules may nest six levels; whatever is deeper than this is not even looked at. */
const deepest = 60

const tooDeep: ShapeProblem = {
  path: [],
  words: {
    ja: `入れ子が深すぎます（${deepest}段まで）`,
    en: `Nested too deep (${deepest} levels at most)`,
  },
  fatal: true,
}

const told = (issue: z.core.$ZodIssue): ShapeProblem => ({
  path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
  words: { ja: messageOf(ja, issue), en: messageOf(en, issue) },
  fatal: true,
})

function messageOf(locale: typeof en, issue: z.core.$ZodIssue): string {
  // the schema's own words, where it has any, are kept by zod in the issue itself
  // an issue has all that its raw form has; zod's types don't say so
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const message = locale().localeError(issue as z.core.$ZodRawIssue)
  return (typeof message === 'string' ? message : message?.message) ?? issue.message
}

/** A condition is one of several shapes; of that zod says only that none fits. */
const isOfCondition = ({ path }: z.core.$ZodIssue): boolean =>
  path[0] === 'rules' && path[2] === 'when' && path.length >= 3

const rulesOf = (value: unknown): readonly unknown[] => {
  const rules = typeof value === 'object' && value !== null ? Reflect.get(value, 'rules') : null
  return Array.isArray(rules) ? rules : []
}

const hasWhen = (rule: unknown): rule is { readonly when: unknown } =>
  typeof rule === 'object' && rule !== null && 'when' in rule

/** Without descending by calls, which could be too deep itself. */
function isDeeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
  }
  return false
}

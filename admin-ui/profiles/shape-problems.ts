import { en, ja } from 'zod/locales'
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
  const issues = issuesOf(value)
  const problems = [...issues.filter(({ path }) => !isOfCondition(path)).map(told), ...inConditions]
  if (issues.length > 0 && !problems.some(({ fatal }) => fatal)) problems.push(...issues.map(told))
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

interface Issue {
  readonly path: Path
  readonly words: Words
}

/** The schema's issues in both languages: read twice, since zod words an issue while it still has the input. */
function issuesOf(value: unknown): readonly Issue[] {
  const inJapanese = checkProfileShape.safeParse(value, { error: ja().localeError })
  const inEnglish = checkProfileShape.safeParse(value, { error: en().localeError })
  if (inJapanese.success || inEnglish.success) return []
  const { issues } = inEnglish.error
  return inJapanese.error.issues.map(({ path, message }, index) => ({
    path: path.map((part) => (typeof part === 'number' ? part : String(part))),
    words: { ja: inJapaneseOnly(message), en: issues[index]?.message ?? message },
  }))
}

/** Zod's Japanese keeps the names of JSON's types in English. */
const inJapaneseOnly = (message: string): string =>
  message.replace(
    /(string|number|boolean|object|array|null|undefined)が入力/,
    (_whole, type: string) => `${typesInJapanese[type] ?? type}が入力`,
  )

const typesInJapanese: Readonly<Record<string, string>> = {
  string: '文字列',
  number: '数値',
  boolean: '真偽値',
  object: 'オブジェクト',
  array: '配列',
  null: 'null',
  undefined: '空の値',
}

const told = ({ path, words }: Issue): ShapeProblem => ({
  path,
  words: bulkWords[words.en] ?? words,
  fatal: true,
})

/** What the schema refuses before it looks at the meaning. */
const bulkWords: Readonly<Partial<Record<string, Words>>> = {
  NESTED_TOO_DEEP: { ja: '入れ子が深すぎます', en: 'Nested too deep' },
  TOO_MUCH: {
    ja: '大きすぎます（ルールは200件まで）',
    en: 'Too much for a profile (200 rules at most)',
  },
  FORBIDDEN_KEY: {
    ja: 'このキーは使えません（__proto__、constructor、prototype）',
    en: 'A key that may not be used (__proto__, constructor, prototype)',
  },
}

/** A condition is one of several shapes; of that zod says only that none fits. */
const isOfCondition = (path: Path): boolean =>
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

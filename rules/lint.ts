import type { CheckKey } from '../domain/check.ts'
import { conditionProblem, type ConditionProblem } from './condition-problem.ts'
import { factsById, type Words } from './facts.ts'
import { oppositeOf, satisfies } from './operators.ts'
import { comparisonsOf, depthOf, maxDepth, type Comparison, type Condition } from './condition.ts'
import type { CheckProfile, Rule } from './profile-schema.ts'

export type LintCode =
  | ConditionProblem
  | 'DUPLICATE_ID'
  | 'TOO_DEEP'
  | 'APPROVES_BY_DEFAULT'
  | 'CHECK_OFF'
  | 'NEVER_HOLDS'
  | 'UNREACHABLE'
  | 'NO_APPROVAL'

export interface LintFinding {
  readonly code: LintCode
  /** ERROR: can't be saved. WARNING: can be published, but hardly says what was meant. */
  readonly severity: 'ERROR' | 'WARNING'
  /** Null: the profile as a whole. */
  readonly rule: string | null
  /** The fact concerned, where there is one. */
  readonly fact: string | null
}

/** What an author should see before publishing, rule by rule in their order; an empty list is a clean profile. */
export function lintProfile(profile: CheckProfile): readonly LintFinding[] {
  const unconditional = profile.rules.findIndex((rule) => comparisonsOf(rule.when).length === 0)
  const isReachable = (index: number) => unconditional === -1 || index <= unconditional
  const canApprove = profile.rules.some(
    (rule, index) =>
      rule.effect.kind === 'APPROVE' && isReachable(index) && canHold(profile, rule.when, true),
  )
  return [
    ...profile.rules.flatMap((rule, index) => [
      ...(profile.rules.findIndex(({ id }) => id === rule.id) < index
        ? [finding('DUPLICATE_ID', rule)]
        : []),
      ...(depthOf(rule.when) > maxDepth ? [finding('TOO_DEEP', rule)] : []),
      ...(rule.effect.kind === 'APPROVE' && comparisonsOf(rule.when).length === 0
        ? [finding('APPROVES_BY_DEFAULT', rule)]
        : []),
      ...comparisonsOf(rule.when).flatMap((comparison) =>
        lintComparison(profile, rule, comparison),
      ),
      ...(canHold(profile, rule.when, true) ? [] : [finding('NEVER_HOLDS', rule)]),
      ...(isReachable(index) ? [] : [finding('UNREACHABLE', rule)]),
    ]),
    ...(profile.otherwise.kind === 'APPROVE' ? [finding('APPROVES_BY_DEFAULT', null)] : []),
    ...(canApprove ? [] : [finding('NO_APPROVAL', null)]),
  ]
}

const errors: readonly LintCode[] = [
  'UNKNOWN_FACT',
  'OPERATOR_UNFIT',
  'VALUE_UNFIT',
  'DUPLICATE_ID',
  'TOO_DEEP',
  'APPROVES_BY_DEFAULT',
]

const finding = (code: LintCode, rule: Rule | null, fact: string | null = null): LintFinding => ({
  code,
  severity: errors.includes(code) ? 'ERROR' : 'WARNING',
  rule: rule?.id ?? null,
  fact,
})

function lintComparison(
  profile: CheckProfile,
  rule: Rule,
  comparison: Comparison,
): readonly LintFinding[] {
  const problem = conditionProblem(comparison)
  if (problem !== null) return [finding(problem, rule, comparison.fact)]
  const speaksOfNothing = offCheckOf(profile, comparison) !== null && !meetsSkipped(comparison)
  return speaksOfNothing ? [finding('CHECK_OFF', rule, comparison.fact)] : []
}

/** The switched-off check that a comparison is about, or null. */
function offCheckOf(profile: CheckProfile, { fact }: Comparison): CheckKey | null {
  const owner = factsById.get(fact)?.owner
  return owner === undefined || owner === 'ALL' || profile.checks[owner].on ? null : owner
}

/** A check that is off says `outcome` SKIPPED and nothing else. */
const meetsSkipped = ({ fact, operator, value }: Comparison): boolean =>
  fact.endsWith('.outcome') && satisfies('SKIPPED', operator, value)

/** Could it hold for any applicant, seen only from which checks are on? */
function canHold(profile: CheckProfile, condition: Condition, asked: boolean): boolean {
  if ('not' in condition) return canHold(profile, condition.not, !asked)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const test = (part: Condition) => canHold(profile, part, asked)
    return 'all' in condition === asked ? parts.every(test) : parts.some(test)
  }
  const operator = asked ? condition.operator : oppositeOf[condition.operator]
  return offCheckOf(profile, condition) === null || meetsSkipped({ ...condition, operator })
}

/** Words of the findings. */
export const lintWords: Record<LintCode, Words> = {
  UNKNOWN_FACT: { ja: '存在しない項目を使っています', en: 'Uses a fact that does not exist' },
  OPERATOR_UNFIT: {
    ja: 'この項目には使えない比較です',
    en: 'This comparison does not fit the fact',
  },
  VALUE_UNFIT: { ja: '値がこの項目の範囲外です', en: 'The value does not fit the fact' },
  DUPLICATE_ID: {
    ja: '同じIDのルールがほかにあります',
    en: 'Another rule has the same id',
  },
  TOO_DEEP: {
    ja: '条件の入れ子が深すぎます（6段まで）',
    en: 'Conditions are nested too deep (six at most)',
  },
  APPROVES_BY_DEFAULT: {
    ja: '条件なしで承認することはできません',
    en: 'Nothing may be approved without a condition',
  },
  CHECK_OFF: {
    ja: 'オフの審査項目を参照しています',
    en: 'Speaks of a check that is switched off',
  },
  NEVER_HOLDS: {
    ja: '現在の設定では成立しないルールです',
    en: 'Can never hold with the checks that are on',
  },
  UNREACHABLE: {
    ja: '無条件のルールより後ろにあり、実行されません',
    en: 'Stands after an unconditional rule and is never reached',
  },
  NO_APPROVAL: {
    ja: '承認に至るルールがありません',
    en: 'No rule leads to an approval',
  },
}

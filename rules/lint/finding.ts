import type { CheckResult } from '../../domain/check.ts'
import type { Method } from '../../domain/method.ts'
import type { Regime } from '../../domain/regulation.ts'
import type { Comparison } from '../condition.ts'
import type { ConditionProblem } from '../condition-problem.ts'
import type { FactValue } from '../operators.ts'

export type LintCode =
  | ConditionProblem
  | 'DUPLICATE_ID'
  | 'TOO_DEEP'
  | 'APPROVES_BY_DEFAULT'
  | 'CHECK_OFF'
  | 'NEVER_HOLDS'
  | 'UNREACHABLE'
  | 'SHADOWED'
  | 'OPPOSED'
  | 'GAP'
  | 'NO_APPROVAL'
  | 'FORBIDDEN_BY_LAW'
  | 'LAW_ENDS'

/** ERROR: can't be saved. WARNING: can be published, but hardly says what was meant. NOTE: may well be meant. */
export type Severity = 'ERROR' | 'WARNING' | 'NOTE'

export interface LintFinding {
  readonly code: LintCode
  readonly severity: Severity
  /** Null: the profile as a whole. */
  readonly rule: string | null
  /** The fact concerned, where there is one. */
  readonly fact: string | null
  /** Null only where the shape of the profile is at fault, not what it decides. */
  readonly proof: LintProof | null
}

/** A case that shows what a finding says. */
export interface LintProof {
  /** The facts that matter, in the order of the rules; null: missing. Every other fact is missing too. */
  readonly facts: readonly SeenFact[]
  /** The same as records, to be tried with the profile. */
  readonly results: readonly CheckResult[]
  /** The rule that decides this case; null: none, so `otherwise` does. */
  readonly decidedBy: string | null
  /**
   * The other rules concerned. UNREACHABLE, SHADOWED: the fewest earlier ones that together take every case. OPPOSED: the earlier
   * one. GAP: the rules below and above.
   */
  readonly rules: readonly string[]
  /** NEVER_HOLDS: the fewest comparisons that keep every case out; were the last not asked, the rule would hold of `facts`. */
  readonly comparisons: readonly Comparison[]
  /** GAP: the range that no rule decides; the facts lie in it. */
  readonly range: Range | null
  /** FORBIDDEN_BY_LAW, LAW_ENDS: what the law says of the method. */
  readonly law: LawOnDay | null
}

export interface SeenFact {
  readonly fact: string
  readonly value: FactValue
}

export interface Range {
  readonly from: number
  readonly fromIncluded: boolean
  readonly to: number
  readonly toIncluded: boolean
}

/** Under which law and by which method people are verified, from a day on. */
export interface Law {
  readonly regime: Regime
  readonly method: Method
  /** The first day in Japan on which the version is to decide, YYYY-MM-DD. */
  readonly day: string
}
export interface LawOnDay extends Law {
  /** Last day on which the method was or is permitted; null: it never was. */
  readonly lastDay: string | null
}

const severities: Record<LintCode, Severity> = {
  UNKNOWN_FACT: 'ERROR',
  OPERATOR_UNFIT: 'ERROR',
  VALUE_UNFIT: 'ERROR',
  DUPLICATE_ID: 'ERROR',
  TOO_DEEP: 'ERROR',
  APPROVES_BY_DEFAULT: 'ERROR',
  CHECK_OFF: 'WARNING',
  NEVER_HOLDS: 'WARNING',
  UNREACHABLE: 'WARNING',
  SHADOWED: 'WARNING',
  OPPOSED: 'WARNING',
  GAP: 'NOTE',
  NO_APPROVAL: 'WARNING',
  FORBIDDEN_BY_LAW: 'WARNING',
  LAW_ENDS: 'NOTE',
}

export const finding = (
  code: LintCode,
  { rule = null, fact = null, proof = null }: Partial<Pick<LintFinding, 'rule' | 'fact' | 'proof'>>,
): LintFinding => ({ code, severity: severities[code], rule, fact, proof })

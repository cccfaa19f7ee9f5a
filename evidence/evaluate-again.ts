import type { CheckResult } from '../domain/check.ts'
import { evaluateProfile, type Evaluation } from '../rules/evaluate.ts'
import type { CheckProfile } from '../rules/profile-schema.ts'
import { canonicalJson } from './canonical.ts'

export interface Recorded {
  readonly outcome: string
  readonly ruleId: string | null
  readonly reasonCodes: readonly string[]
  readonly trace: unknown
}

export interface EvaluatedAgain {
  readonly outcome: string
  readonly ruleId: string | null
  readonly same: boolean
}

/** What today's rules engine makes of the stored facts by the same profile, and whether the machine decided so then. */
export async function evaluateAgain(
  profile: CheckProfile,
  checks: readonly CheckResult[],
  recorded: Recorded,
): Promise<EvaluatedAgain> {
  const { effect, decidedBy, trace } = await evaluateProfile(profile, checks)
  const same =
    leadsTo(effect.kind).includes(recorded.outcome) &&
    decidedBy === recorded.ruleId &&
    canonicalJson(courseOf(trace)) === canonicalJson(courseOf(recorded.trace)) &&
    (recorded.reasonCodes.length === 0 ||
      canonicalJson(effect.reasonCodes) === canonicalJson(recorded.reasonCodes))
  return { outcome: effect.kind, ruleId: decidedBy, same }
}

/** Pictures that were asked for too often, and those that must be masked first, go to a person. */
const leadsTo = (kind: Evaluation['effect']['kind']): readonly string[] =>
  kind === 'ASK_AGAIN' || kind === 'HOLD_FOR_MASKING' ? [kind, 'REVIEW'] : [kind]

/** Which rules held; how a trace is written down beside that may change with the engine. */
const courseOf = (trace: unknown): unknown =>
  Array.isArray(trace)
    ? trace.map((step: unknown) =>
        typeof step === 'object' && step !== null
          ? ['rule', 'outcome', 'decided'].map((name): unknown => Reflect.get(step, name))
          : step,
      )
    : trace

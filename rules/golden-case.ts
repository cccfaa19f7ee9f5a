import type { CheckResult } from '../domain/check.ts'
import { tryOne } from './back-test-one.ts'
import type { PastFacts } from './back-test-facts.ts'
import type { CheckProfile, EffectKind } from './profile-schema.ts'

/** GREEN: decided as expected. UNTESTABLE: the decision hangs on checks of which the case knows nothing. */
export type GoldenState = 'GREEN' | 'RED' | 'UNTESTABLE'

export interface GoldenVerdict {
  readonly state: GoldenState
  readonly got: EffectKind
  /** Null: no rule held. */
  readonly decidedBy: string | null
}

/** What a profile makes of a frozen case, its checks judged by the profile's own thresholds where they can be. */
export async function judgeGoldenCase(
  profile: CheckProfile,
  facts: PastFacts,
  expected: EffectKind,
): Promise<GoldenVerdict> {
  const { effect, decidedBy, told } = await tryOne(profile, facts)
  const state = !told ? 'UNTESTABLE' : effect.kind === expected ? 'GREEN' : 'RED'
  return { state, got: effect.kind, decidedBy }
}

/** Check records as a frozen case keeps them: which picture speaks stays, since it says what to take again; where, goes. */
export const frozenRecords = (results: readonly CheckResult[]): readonly CheckResult[] =>
  results.map((result) => ({
    ...result,
    evidence: result.evidence.map(({ slot }) => ({ slot, box: null, label: null })),
  }))

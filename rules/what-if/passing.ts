import type { CheckKey, CheckResult } from '../../domain/check.ts'
import { neededFact } from '../needed-fact.ts'
import type { CheckProfile } from '../profile-schema.ts'

/** The record that a check would have given, had it passed, as far as its own can tell. */
export function passing(profile: CheckProfile, result: CheckResult): CheckResult {
  const needed = neededFact(profile.thresholds, result)
  const isScore = needed?.name === 'score'
  return {
    ...result,
    outcome: 'PASS',
    reasonCodes: [],
    evidence: [],
    score: isScore ? needed.needed : result.score,
    facts: {
      ...result.facts,
      ...factsOfPass[result.key],
      ...(needed && !isScore ? { [needed.name]: needed.needed } : {}),
    },
  }
}

/** What a check says beside its outcome, whenever it passes. */
const factsOfPass: Partial<Record<CheckKey, CheckResult['facts']>> = {
  DOC_TYPE: { accepted: true },
  EXPIRY: { trusted: true },
  DOB_AGE: { trusted: true, matches: true },
  FACE_MATCH: { farLevel: 'HIGH', margin: 0, faceCount: 1 },
  LIVENESS: { otherFaces: 0 },
  DUPLICATE: { count: 0 },
  MASKING: { confident: true },
}

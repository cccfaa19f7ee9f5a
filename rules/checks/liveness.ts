import type { CheckResult, Evidence } from '../../domain/check.ts'
import type { LivenessStep } from '../../domain/findings.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { CheckInput } from './check-input.ts'
import { skipped, slotEvidence, unavailable } from './check-result.ts'

/** 容貌真贋: the turns that the server asked for were made, by one and the same live person. */
export function checkLiveness(input: CheckInput): CheckResult {
  if (!input.slots.includes('LIVENESS')) return skipped('LIVENESS')
  const { liveness, thresholds } = input
  if (!liveness) return unavailable('LIVENESS')
  const seen = liveness.steps.filter((step) => step.seen).length
  const failures: ReasonCode[] = [
    ...(liveness.live ? [] : liveness.reasonCodes),
    ...(liveness.live && seen < liveness.steps.length ? (['LIVENESS_ORDER'] as const) : []),
    ...(liveness.samePersonScore < liveness.samePersonThreshold
      ? (['LIVENESS_PERSON_CHANGED'] as const)
      : []),
  ]
  const failed = failures.length > 0 || !liveness.live
  const doubts: ReasonCode[] = [
    // a passive score generalises poorly: it raises a doubt and fails nobody
    ...(liveness.passiveScore !== null && liveness.passiveScore < thresholds.minPassiveScore
      ? (['LIVENESS_NG'] as const)
      : []),
    ...(liveness.otherFaces > 0 ? (['SELFIE_MANY_FACES'] as const) : []),
  ]
  const unexplained = failed && failures.length === 0 ? (['LIVENESS_NG'] as const) : []
  return {
    key: 'LIVENESS',
    outcome: failed ? 'FAIL' : doubts.length > 0 ? 'UNCERTAIN' : 'PASS',
    score: null,
    reasonCodes: [...new Set([...failures, ...unexplained, ...doubts])],
    evidence:
      liveness.steps.length > 0 ? liveness.steps.map(turnEvidence) : [slotEvidence('LIVENESS')],
    facts: {
      turnsAsked: liveness.steps.length,
      turnsSeen: seen,
      samePersonScore: liveness.samePersonScore,
      passiveScore: liveness.passiveScore,
      faceShare: liveness.frames === 0 ? null : liveness.framesWithFace / liveness.frames,
      otherFaces: liveness.otherFaces,
    },
    by: liveness.by,
  }
}

/** A turn that was asked for: when it was made, and how far. */
const turnEvidence = ({ direction, seen, peakDegrees, atMs }: LivenessStep): Evidence => ({
  slot: 'LIVENESS',
  box: null,
  label: direction,
  atMs: seen ? atMs : null,
  measured: seen ? peakDegrees : null,
})

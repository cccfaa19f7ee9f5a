import type { CheckResult, Outcome } from '../../domain/check.ts'
import type { FaceComparison, FarLevel } from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Thresholds } from '../thresholds.ts'
import type { CheckInput } from './check-input.ts'
import { skipped, unavailable } from './check-result.ts'

/** 顔照合: the portrait of the document against the selfie, at the false-accept rate that the profile asks for. */
export function checkFaceMatch(
  input: Pick<CheckInput, 'slots' | 'face' | 'thresholds'>,
): CheckResult {
  if (!input.slots.includes('FACE')) return skipped('FACE_MATCH')
  const { face } = input
  if (!face) return unavailable('FACE_MATCH')
  const { outcome, reason, slots } = judge(face, input.thresholds.faceFarLevel)
  return {
    key: 'FACE_MATCH',
    outcome,
    score: face.score,
    reasonCodes: reason === null ? [] : [reason],
    evidence: slots.map((slot) => ({
      slot,
      box: (slot === 'FRONT' ? face.portraitBox : face.faceBox) ?? null,
      label: null,
    })),
    facts: {
      farLevel: face.farLevel,
      margin: face.score - face.thresholdHigh,
      faceCount: face.faceCount,
      portraitWidthPx: face.portraitWidthPx,
      faceWidthPx: face.faceWidthPx,
    },
    by: face.by,
  }
}

/** Narrower portraits are missed so often that a low score says little: 91 % at 85 px against 99 % from here on. */
const leastPortraitPx = 110

interface Judgement {
  readonly outcome: Outcome
  readonly reason: ReasonCode | null
  readonly slots: readonly Slot[]
}

function judge(face: FaceComparison, wanted: Thresholds['faceFarLevel']): Judgement {
  const both = ['FRONT', 'FACE'] as const
  if (face.portraitWidthPx <= 0) {
    return { outcome: 'UNCERTAIN', reason: 'FACE_NOT_FOUND', slots: ['FRONT'] }
  }
  if (face.faceCount === 0 || face.faceWidthPx <= 0) {
    return { outcome: 'UNCERTAIN', reason: 'FACE_NOT_FOUND', slots: ['FACE'] }
  }
  if (face.faceCount > 1) {
    return { outcome: 'UNCERTAIN', reason: 'SELFIE_MANY_FACES', slots: ['FACE'] }
  }
  if (strength[face.farLevel] >= strength[wanted]) {
    return { outcome: 'PASS', reason: null, slots: both }
  }
  return face.farLevel === 'NONE' && face.portraitWidthPx >= leastPortraitPx
    ? { outcome: 'FAIL', reason: 'FACE_MISMATCH', slots: both }
    : { outcome: 'UNCERTAIN', reason: 'FACE_DOUBTFUL', slots: both }
}

const strength: Record<FarLevel, number> = { NONE: 0, LOW: 1, MEDIUM: 2, HIGH: 3 }

import type { CheckResult } from '../../domain/check.ts'
import type { Thresholds } from '../thresholds.ts'

/** Numbers at which a check itself begins to judge otherwise by a fact: thresholds of the profile, and what its code holds. */
export const judgedAt = (
  factId: string,
  thresholds: Thresholds,
  was: CheckResult,
): readonly number[] => places[factId]?.(thresholds, was).filter((each) => each !== null) ?? []

type Places = (thresholds: Thresholds, was: CheckResult) => readonly (number | null)[]

const copy: Places = ({ copySuspicion, copyCertainty }) => [copySuspicion, copyCertainty]
const none: Places = () => [0]

const places: Readonly<Record<string, Places>> = {
  'DOC_TYPE.score': ({ minTypeScore }) => [minTypeScore],
  'IMAGE_QUALITY.rejectedCaptures': none,
  'IMAGE_QUALITY.missingCaptures': none,
  'IMAGE_QUALITY.unreadableFields': none,
  'DOC_AUTHENTICITY.screen': copy,
  'DOC_AUTHENTICITY.print': copy,
  'DOC_AUTHENTICITY.grey': copy,
  'DOC_AUTHENTICITY.beltColour': copy,
  'DOC_AUTHENTICITY.dates': copy,
  'DOC_AUTHENTICITY.number': copy,
  'EXPIRY.remainingDays': ({ minRemainingDays }) => [minRemainingDays],
  'DOB_AGE.age': ({ minAge }) => [minAge],
  // of the lower levels the record does not tell where they begin
  'FACE_MATCH.score': ({ faceFarLevel }, { score, facts: { margin } }) => [
    faceFarLevel === 'HIGH' && score !== null && typeof margin === 'number' ? score - margin : null,
  ],
  'FACE_MATCH.faceCount': () => [1],
  'FACE_MATCH.portraitWidthPx': () => [1],
  'FACE_MATCH.faceWidthPx': () => [1],
  'LIVENESS.turnsSeen': (_thresholds, { facts: { turnsAsked } }) => [
    typeof turnsAsked === 'number' ? turnsAsked : null,
  ],
  'LIVENESS.passiveScore': ({ minPassiveScore }) => [minPassiveScore],
  'LIVENESS.otherFaces': none,
  'DUPLICATE.count': none,
}

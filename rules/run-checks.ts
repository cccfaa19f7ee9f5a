import { checkKeys, type CheckKey, type CheckResult } from '../domain/check.ts'
import { checkAddress } from './checks/address.ts'
import { checkAuthenticity } from './checks/authenticity.ts'
import { checkBackSide } from './checks/back-side.ts'
import { checkBirthDate } from './checks/birth-date.ts'
import type { CheckFindings, CheckInput } from './checks/check-input.ts'
import { skipped, unavailable } from './checks/check-result.ts'
import { checkDocumentNumber } from './checks/document-number.ts'
import { checkDocumentType } from './checks/document-type.ts'
import { checkDuplicate } from './checks/duplicate.ts'
import { checkExpiry } from './checks/expiry.ts'
import { checkFaceMatch } from './checks/face-match.ts'
import { checkImageQuality } from './checks/image-quality.ts'
import { checkLiveness } from './checks/liveness.ts'
import { checkMasking } from './checks/masking.ts'
import { checkName } from './checks/name.ts'
import { checkThickness } from './checks/thickness.ts'
import type { CheckProfile } from './profile-schema.ts'

/**
 * One record a check, in the order of `checkKeys`. A check that is switched off or has nothing to check is SKIPPED, whether
 * its machine works or not.
 */
export function runChecks(findings: CheckFindings, profile: CheckProfile): readonly CheckResult[] {
  const input: CheckInput = { ...findings, thresholds: profile.thresholds }
  return checkKeys.map((key) => {
    if (!profile.checks[key].on) return skipped(key)
    const result = checksByKey[key](input)
    const failed = findings.machineUnavailable?.includes(key) && result.outcome !== 'SKIPPED'
    return failed ? unavailable(key) : result
  })
}

/** One check alone, whether it is switched on or not. */
export const runCheck = (key: CheckKey, input: CheckInput): CheckResult => checksByKey[key](input)

const checksByKey: Record<CheckKey, (input: CheckInput) => CheckResult> = {
  DOC_TYPE: checkDocumentType,
  IMAGE_QUALITY: checkImageQuality,
  DOC_AUTHENTICITY: checkAuthenticity,
  THICKNESS: checkThickness,
  EXPIRY: checkExpiry,
  DOC_NUMBER: checkDocumentNumber,
  NAME: checkName,
  ADDRESS: checkAddress,
  DOB_AGE: checkBirthDate,
  FACE_MATCH: checkFaceMatch,
  LIVENESS: checkLiveness,
  BACK_SIDE: checkBackSide,
  DUPLICATE: checkDuplicate,
  MASKING: checkMasking,
}

import { isReasonCode, mayDisclose } from '../../domain/reason-codes.ts'
import type { LoadedCheck } from './case-types.ts'
import { isOpen } from './open-checks.ts'

/** A check that found what an applicant may not be told: that is what raises a suspicion. */
export interface Signal {
  readonly check: LoadedCheck
  readonly reasonCodes: readonly string[]
}

export const signalsOf = (checks: readonly LoadedCheck[]): readonly Signal[] =>
  checks.filter(isOpen).flatMap((check) => {
    const reasonCodes = check.reasonCodes.filter(
      (code) => isReasonCode(code) && !mayDisclose(code) && !aboutUs.includes(code),
    )
    return reasonCodes.length > 0 ? [{ check, reasonCodes }] : []
  })

/** Kept from applicants too, but of our own doing. */
const aboutUs: readonly string[] = ['MACHINE_UNAVAILABLE', 'MASK_REQUIRED', 'OTHER']

import { mayDisclose, type ReasonCode } from './reason-codes.ts'

/**
 * Why an applicant was turned away, as far as they may know. Where anything weighed that may not be disclosed, nothing is told:
 * half of the reasons would promise that mending them helps, and what is left out would show by trying again.
 */
export const toldOfDecline = (reasonCodes: readonly ReasonCode[]): readonly ReasonCode[] =>
  reasonCodes.every(mayDisclose) ? reasonCodes : []

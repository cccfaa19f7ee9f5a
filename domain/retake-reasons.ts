import { mayDisclose, slotsToRetake, type ReasonCode } from './reason-codes.ts'
import type { Slot } from './method.ts'

/** Why a picture is to be taken again; slot null: the reason belongs to none that was asked for. */
export interface RetakeReason {
  readonly slot: Slot | null
  readonly reasonCode: ReasonCode
}

interface Asked {
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
}
interface CheckSeen {
  readonly reasonCodes: readonly string[]
  readonly evidence: readonly { readonly slot: Slot }[]
}

/** Reasons that the applicant may be told, each at the pictures to take again. */
export function retakeReasons(
  { reasonCodes, slots }: Asked,
  checks: readonly CheckSeen[],
): readonly RetakeReason[] {
  return reasonCodes.filter(mayDisclose).flatMap((reasonCode): RetakeReason[] => {
    const found = checks
      .filter((check) => check.reasonCodes.includes(reasonCode))
      .flatMap((check) => check.evidence.map(({ slot }) => slot))
    const places = [...found, null].flatMap((slot) => slotsToRetake(reasonCode, slot))
    const asked = [...new Set(places)].filter((slot) => slots.includes(slot))
    return asked.length > 0
      ? asked.map((slot) => ({ slot, reasonCode }))
      : [{ slot: null, reasonCode }]
  })
}

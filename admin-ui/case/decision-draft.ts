import { isReasonCode, slotsToRetake, type ReasonCode } from '../../domain/reason-codes.ts'
import type { Resolution } from '../../domain/case-state.ts'
import { slots as allSlots, type Slot } from '../../domain/method.ts'

/** What a reviewer is about to decide. */
export interface DecisionDraft {
  readonly resolution: Resolution | null
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly internalNote: string
  readonly applicantMessage: string
}

export const emptyDraft: DecisionDraft = {
  resolution: null,
  reasonCodes: [],
  slots: [],
  internalNote: '',
  applicantMessage: '',
}

interface CheckSeen {
  readonly outcome: string
  readonly reasonCodes: readonly string[]
  readonly evidence: readonly { readonly slot: Slot }[]
}

/** What the checks found wrong, as the reasons and pictures to begin with. Nothing that was written is lost. */
export function chooseResolution(
  draft: DecisionDraft,
  resolution: Resolution,
  checks: readonly CheckSeen[],
): DecisionDraft {
  if (resolution === 'APPROVE') return { ...draft, resolution, reasonCodes: [], slots: [] }
  const failed = checks.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'UNCERTAIN')
  const found = [...new Set(failed.flatMap((check) => check.reasonCodes))].filter(isReasonCode)
  if (resolution === 'DECLINE') {
    return { ...draft, resolution, slots: [], reasonCodes: kept(draft.reasonCodes, found) }
  }
  // only what new pictures can mend
  const mendable = found.filter((code) => retakesOf(code, failed).length > 0)
  const slots = allSlots.filter((slot) =>
    mendable.some((code) => retakesOf(code, failed).includes(slot)),
  )
  return {
    ...draft,
    resolution,
    reasonCodes: kept(
      draft.reasonCodes.filter((code) => mendable.includes(code)),
      mendable,
    ),
    slots: kept(draft.slots, slots),
  }
}

export type DraftProblem = 'NO_RESOLUTION' | 'NO_REASON' | 'NO_SLOT'

/** What is missing before it can be confirmed, or null. */
export function draftProblem({
  resolution,
  reasonCodes,
  slots,
}: DecisionDraft): DraftProblem | null {
  if (resolution === null) return 'NO_RESOLUTION'
  if (resolution !== 'APPROVE' && reasonCodes.length === 0) return 'NO_REASON'
  return resolution === 'ASK_AGAIN' && slots.length === 0 ? 'NO_SLOT' : null
}

const kept = <Value>(chosen: readonly Value[], found: readonly Value[]): readonly Value[] =>
  chosen.length > 0 ? chosen : found

function retakesOf(code: ReasonCode, checks: readonly CheckSeen[]): readonly Slot[] {
  const places = checks
    .filter(({ reasonCodes }) => reasonCodes.includes(code))
    .flatMap(({ evidence }) => (evidence.length === 0 ? [null] : evidence.map(({ slot }) => slot)))
  return [...new Set(places.flatMap((slot) => slotsToRetake(code, slot)))]
}

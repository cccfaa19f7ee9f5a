import type { Resolution } from '../../domain/case-state.ts'
import { openItems } from '../../domain/checklist.ts'
import { slots as allSlots, type Slot } from '../../domain/method.ts'
import { isReasonCode, slotsToRetake, type ReasonCode } from '../../domain/reason-codes.ts'
import type { LoadedCase } from './case-types.ts'

/** What a reviewer is about to decide. */
export interface DecisionDraft {
  readonly resolution: Resolution | null
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly internalNote: string
  readonly applicantMessage: string
  /** Items of the checklist that were touched. */
  readonly items: readonly DraftItem[]
}
export interface DraftItem {
  readonly itemId: string
  readonly ticked: boolean
  readonly note: string
}

export const emptyDraft: DecisionDraft = {
  resolution: null,
  reasonCodes: [],
  slots: [],
  internalNote: '',
  applicantMessage: '',
  items: [],
}

export const isEmpty = (draft: DecisionDraft): boolean =>
  JSON.stringify(draft) === JSON.stringify(emptyDraft)

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

/** One picture more, or less, to take again. A case that was not asked again yet is now: for this picture and its reasons alone. */
export function toggleSlot(
  draft: DecisionDraft,
  slot: Slot,
  checks: readonly CheckSeen[],
): DecisionDraft {
  if (draft.resolution !== 'ASK_AGAIN') {
    const all = chooseResolution(draft, 'ASK_AGAIN', checks)
    const ofSlot = all.reasonCodes.filter((code) => retakesOf(code, checks).includes(slot))
    return { ...all, slots: [slot], reasonCodes: ofSlot }
  }
  return {
    ...draft,
    slots: draft.slots.includes(slot)
      ? draft.slots.filter((each) => each !== slot)
      : allSlots.filter((each) => each === slot || draft.slots.includes(each)),
  }
}

/** An item of the checklist with its tick or note changed. */
export function changeItem(
  draft: DecisionDraft,
  itemId: string,
  change: Partial<Omit<DraftItem, 'itemId'>>,
): DecisionDraft {
  const before = draft.items.find((item) => item.itemId === itemId)
  const after = { ...(before ?? { itemId, ticked: false, note: '' }), ...change }
  return {
    ...draft,
    items: before
      ? draft.items.map((item) => (item === before ? after : item))
      : [...draft.items, after],
  }
}

export type ChecklistItem = LoadedCase['checklist'][number]

/** Items that keep this decision from being made; before one is chosen, those of an approval. */
export const itemsLeft = (
  { resolution, items }: DecisionDraft,
  checklist: readonly ChecklistItem[],
): readonly ChecklistItem[] => {
  const answers = items.filter(({ ticked }) => ticked)
  return checklist.filter((item) => openItems([item], resolution ?? 'APPROVE', answers).length > 0)
}

export type DraftProblem = 'NO_RESOLUTION' | 'NO_REASON' | 'NO_SLOT' | 'OPEN_ITEMS'

/** What is missing before it can be confirmed, or null. */
export function draftProblem(
  draft: DecisionDraft,
  checklist: readonly ChecklistItem[],
): DraftProblem | null {
  const { resolution, reasonCodes, slots } = draft
  if (resolution === null) return 'NO_RESOLUTION'
  if (resolution !== 'APPROVE' && reasonCodes.length === 0) return 'NO_REASON'
  if (resolution === 'ASK_AGAIN' && slots.length === 0) return 'NO_SLOT'
  return itemsLeft(draft, checklist).length > 0 ? 'OPEN_ITEMS' : null
}

const kept = <Value>(chosen: readonly Value[], found: readonly Value[]): readonly Value[] =>
  chosen.length > 0 ? chosen : found

function retakesOf(code: ReasonCode, checks: readonly CheckSeen[]): readonly Slot[] {
  const places = checks
    .filter(({ reasonCodes }) => reasonCodes.includes(code))
    .flatMap(({ evidence }) => (evidence.length === 0 ? [null] : evidence.map(({ slot }) => slot)))
  return [...new Set(places.flatMap((slot) => slotsToRetake(code, slot)))]
}

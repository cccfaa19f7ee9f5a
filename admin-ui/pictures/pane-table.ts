import type { Slot } from '../../domain/method.ts'

export const panes = ['DOCUMENT', 'PERSON'] as const
/** The two pictures that lie side by side. */
export type Pane = (typeof panes)[number]

interface SlotDisplay {
  readonly pane: Pane
  /** The view that a reviewer sees first; evidence lies on this one. */
  readonly variant: 'RECTIFIED' | 'MASKED'
}

/** Where the captures of a slot are shown, and how; a slot without a row lies where documents lie, as it was photographed. */
const slotDisplays: Partial<Record<Slot, SlotDisplay>> = {
  FRONT: { pane: 'DOCUMENT', variant: 'RECTIFIED' },
  BACK: { pane: 'DOCUMENT', variant: 'RECTIFIED' },
  FACE: { pane: 'PERSON', variant: 'MASKED' },
  LIVENESS: { pane: 'PERSON', variant: 'MASKED' },
}

export const displayOf = (slot: Slot): SlotDisplay =>
  slotDisplays[slot] ?? { pane: 'DOCUMENT', variant: 'MASKED' }

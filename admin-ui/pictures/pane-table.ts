import type { Slot } from '../../domain/method.ts'

export const panes = ['DOCUMENT', 'PERSON'] as const
/** The two pictures that lie side by side. */
export type Pane = (typeof panes)[number]

interface SlotDisplay {
  readonly pane: Pane
  /** The view that a reviewer sees first; evidence lies on this one. */
  readonly variant: 'RECTIFIED' | 'MASKED'
}

/** Where the captures of a slot are shown, and how. */
export const slotDisplays: Record<Slot, SlotDisplay> = {
  FRONT: { pane: 'DOCUMENT', variant: 'RECTIFIED' },
  BACK: { pane: 'DOCUMENT', variant: 'RECTIFIED' },
  THICKNESS: { pane: 'DOCUMENT', variant: 'MASKED' },
  FACE: { pane: 'PERSON', variant: 'MASKED' },
  LIVENESS: { pane: 'PERSON', variant: 'MASKED' },
}

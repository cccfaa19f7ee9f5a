import type { Slot } from '../../domain/method.ts'
import { displayOf, panes, type Pane } from './pane-table.ts'
import type { Variant } from './use-picture-url.ts'
import { nextView, restView, type ViewAction, type ViewState } from './view-state.ts'

/** The captures that can be laid on the table, in the order of the keys 1…9. */
export interface TableCapture {
  readonly id: string
  readonly slot: Slot
  readonly frameCount: number
}
export interface PaneState {
  readonly captureId: string | null
  readonly variant: Variant
  readonly frame: number
  readonly view: ViewState
}
/** Two pictures side by side; keys go to the active one. */
export interface LightTable {
  readonly active: Pane
  /** The active pane has the whole width. */
  readonly alone: boolean
  readonly panes: Readonly<Record<Pane, PaneState>>
}

export type TableAction =
  | { readonly type: 'LAY'; readonly capture: TableCapture; readonly frame?: number }
  | { readonly type: 'ACTIVATE'; readonly pane: Pane }
  | { readonly type: 'SWAP' }
  | { readonly type: 'ENLARGE' }
  | { readonly type: 'VIEW'; readonly pane: Pane; readonly action: ViewAction }
  | { readonly type: 'VARIANT'; readonly pane: Pane }
  | { readonly type: 'FRAME'; readonly pane: Pane; readonly frame: number; readonly count: number }

const emptyPane: PaneState = { captureId: null, variant: 'MASKED', frame: 0, view: restView }

/** The first capture of each pane lies on the table. */
export function layTable(captures: readonly TableCapture[]): LightTable {
  const first = (pane: Pane): PaneState => {
    const capture = captures.find(({ slot }) => displayOf(slot).pane === pane)
    return capture ? laid(capture, 0) : emptyPane
  }
  return {
    active: 'DOCUMENT',
    alone: false,
    panes: { DOCUMENT: first('DOCUMENT'), PERSON: first('PERSON') },
  }
}

export function nextTable(table: LightTable, action: TableAction): LightTable {
  if (action.type === 'ACTIVATE') return { ...table, active: action.pane }
  if (action.type === 'ENLARGE') return { ...table, alone: !table.alone }
  if (action.type === 'SWAP') {
    const other = panes.find((pane) => pane !== table.active) ?? table.active
    return { ...table, active: other }
  }
  if (action.type === 'LAY') {
    const { pane, variant } = displayOf(action.capture.slot)
    const before = table.panes[pane]
    const frame = action.frame ?? 0
    // laid again, it keeps how it was looked at, but shows the side that evidence lies on
    const after =
      before.captureId === action.capture.id
        ? { ...before, variant, frame: action.frame ?? before.frame }
        : laid(action.capture, frame)
    return { ...table, active: pane, panes: { ...table.panes, [pane]: after } }
  }
  const before = table.panes[action.pane]
  return { ...table, panes: { ...table.panes, [action.pane]: changed(before, action) } }
}

function changed(
  pane: PaneState,
  action: Extract<TableAction, { readonly type: 'VIEW' | 'VARIANT' | 'FRAME' }>,
): PaneState {
  if (action.type === 'VIEW') return { ...pane, view: nextView(pane.view, action.action) }
  if (action.type === 'VARIANT') {
    return { ...pane, variant: pane.variant === 'MASKED' ? 'RECTIFIED' : 'MASKED', view: restView }
  }
  return { ...pane, frame: Math.min(Math.max(action.frame, 0), action.count - 1) }
}

const laid = (capture: TableCapture, frame: number): PaneState => ({
  captureId: capture.id,
  variant: displayOf(capture.slot).variant,
  frame,
  view: restView,
})

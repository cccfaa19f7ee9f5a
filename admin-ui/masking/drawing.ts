import type { Points } from './outline.ts'

export interface Mask {
  readonly id: string
  readonly points: Points
  /** Proposed by the machine, and not changed since. */
  readonly automatic: boolean
}
/** A frame of a picture, by `frameKey`. */
export type Masks = Readonly<Record<string, readonly Mask[]>>

export interface Drawing {
  readonly masks: Masks
  readonly past: readonly Masks[]
  readonly future: readonly Masks[]
  /** The mask that keys act on. */
  readonly chosen: string | null
}

export type DrawingAction =
  | { readonly type: 'ADD'; readonly frame: string; readonly mask: Mask }
  | {
      readonly type: 'CHANGE'
      readonly frame: string
      readonly id: string
      readonly points: Points
      /** Goes on with what was just done: one step to undo. */
      readonly on: boolean
    }
  | { readonly type: 'REMOVE'; readonly frame: string; readonly id: string }
  | { readonly type: 'COPY'; readonly from: string; readonly to: readonly string[] }
  | { readonly type: 'CHOOSE'; readonly id: string | null }
  | { readonly type: 'UNDO' }
  | { readonly type: 'REDO' }

export const frameKey = (captureId: string, frame: number): string => `${captureId}/${frame}`

export const beginDrawing = (masks: Masks): Drawing => ({
  masks,
  past: [],
  future: [],
  chosen: null,
})

export function nextDrawing(drawing: Drawing, action: DrawingAction): Drawing {
  const { masks, past, future, chosen } = drawing
  if (action.type === 'CHOOSE') return { ...drawing, chosen: action.id }
  if (action.type === 'UNDO') {
    const before = past.at(-1)
    if (!before) return drawing
    return stillChosen({
      masks: before,
      past: past.slice(0, -1),
      future: [masks, ...future],
      chosen,
    })
  }
  if (action.type === 'REDO') {
    const [after, ...rest] = future
    if (!after) return drawing
    return stillChosen({ masks: after, past: [...past, masks], future: rest, chosen })
  }
  const on = action.type === 'CHANGE' && action.on
  return stillChosen({
    masks: { ...masks, ...changed(masks, action) },
    past: on ? past : [...past, masks].slice(-mostSteps),
    future: [],
    chosen: action.type === 'ADD' ? action.mask.id : chosen,
  })
}

type Change = Exclude<DrawingAction, { readonly type: 'CHOOSE' | 'UNDO' | 'REDO' }>

function changed(masks: Masks, action: Change): Masks {
  if (action.type === 'COPY') {
    const copied = masks[action.from] ?? []
    return Object.fromEntries(
      action.to.map((frame) => [
        frame,
        // what the other frame has of its own stays
        [
          ...(masks[frame] ?? []),
          ...copied.map((mask) => ({ ...mask, id: `${mask.id}+${frame}`, automatic: false })),
        ].filter((mask, i, all) => all.findIndex(({ id }) => id === mask.id) === i),
      ]),
    )
  }
  const before = masks[action.frame] ?? []
  if (action.type === 'ADD') return { [action.frame]: [...before, action.mask] }
  if (action.type === 'REMOVE')
    return { [action.frame]: before.filter(({ id }) => id !== action.id) }
  return {
    [action.frame]: before.map((mask) =>
      mask.id === action.id ? { ...mask, points: action.points, automatic: false } : mask,
    ),
  }
}

/** What is gone is not chosen any more. */
const stillChosen = (drawing: Drawing): Drawing =>
  Object.values(drawing.masks).some((masks) => masks.some(({ id }) => id === drawing.chosen))
    ? drawing
    : { ...drawing, chosen: null }

const mostSteps = 200

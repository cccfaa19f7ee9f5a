import { useRef, useState, type PointerEvent } from 'react'
import type { DrawingAction, Mask } from './drawing.ts'
import {
  clamp,
  isLargeEnough,
  moved,
  rectangle,
  simplified,
  withCorner,
  type Points,
} from './outline.ts'
import type { Tool } from './tools.ts'

type Gesture =
  | { readonly kind: 'RECTANGLE'; readonly x: number; readonly y: number }
  | { readonly kind: 'FREE'; readonly line: number[] }
  | {
      readonly kind: 'MOVE'
      readonly mask: Mask
      readonly x: number
      readonly y: number
      begun: boolean
    }
  | { readonly kind: 'CORNER'; readonly mask: Mask; readonly corner: number; begun: boolean }

/** What a pointer draws and drags, in fractions of the picture. `draft` is what is being drawn. */
export function useGesture(
  frame: string,
  tool: Tool,
  size: { readonly width: number; readonly height: number },
  onAction: (action: DrawingAction) => void,
) {
  const gesture = useRef<Gesture | null>(null)
  const [draft, setDraft] = useState<Points | null>(null)

  const placeOf = (event: PointerEvent): readonly [number, number] => {
    const { left, top, width, height } = (
      event.currentTarget.closest('svg') ?? event.currentTarget
    ).getBoundingClientRect()
    return [
      clamp((event.clientX - left) / width, 0, 1),
      clamp((event.clientY - top) / height, 0, 1),
    ]
  }
  const begin = (event: PointerEvent, next: Gesture) => {
    event.stopPropagation()
    event.currentTarget.closest('svg')?.setPointerCapture(event.pointerId)
    gesture.current = next
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    const [x, y] = placeOf(event)
    if (tool === 'SELECT') onAction({ type: 'CHOOSE', id: null })
    else begin(event, tool === 'RECTANGLE' ? { kind: tool, x, y } : { kind: tool, line: [x, y] })
  }
  const downOnMask = (event: PointerEvent, mask: Mask) => {
    if (event.button !== 0 || tool !== 'SELECT') return
    const [x, y] = placeOf(event)
    onAction({ type: 'CHOOSE', id: mask.id })
    begin(event, { kind: 'MOVE', mask, x, y, begun: false })
  }
  const downOnCorner = (event: PointerEvent, mask: Mask, corner: number) => {
    if (event.button === 0) begin(event, { kind: 'CORNER', mask, corner, begun: false })
  }
  const move = (event: PointerEvent) => {
    const { current } = gesture
    if (!current) return
    const [x, y] = placeOf(event)
    if (current.kind === 'RECTANGLE')
      setDraft(rectangle({ x0: current.x, y0: current.y, x1: x, y1: y }))
    else if (current.kind === 'FREE') {
      current.line.push(x, y)
      setDraft([...current.line])
    } else {
      const { mask } = current
      const points =
        current.kind === 'MOVE'
          ? moved(mask.points, x - current.x, y - current.y)
          : withCorner(mask.points, current.corner, x, y)
      if (!current.begun && points.every((at, i) => Math.abs(at - (mask.points[i] ?? 0)) < 1e-4))
        return
      onAction({ type: 'CHANGE', frame, id: mask.id, points, on: current.begun })
      current.begun = true
    }
  }
  const cancel = () => {
    gesture.current = null
    setDraft(null)
  }
  const up = (event: PointerEvent) => {
    const { current } = gesture
    const [x, y] = placeOf(event)
    cancel()
    if (current?.kind !== 'RECTANGLE' && current?.kind !== 'FREE') return
    const points =
      current.kind === 'RECTANGLE'
        ? rectangle({ x0: current.x, y0: current.y, x1: x, y1: y })
        : simplified(current.line, handShakePx / Math.max(size.width, size.height))
    // a click is no mask
    if (!isLargeEnough(points)) return
    onAction({ type: 'ADD', frame, mask: { id: crypto.randomUUID(), points, automatic: false } })
  }
  return { draft, down, downOnMask, downOnCorner, move, up, cancel }
}

const handShakePx = 1.2

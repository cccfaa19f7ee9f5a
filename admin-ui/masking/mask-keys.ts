import type { KeyboardEvent } from 'react'
import type { DrawingAction, Mask } from './drawing.ts'
import { grown, moved } from './outline.ts'

/**
 * What keys do with the mask that has the focus: arrows move it, with Shift they change its size, Delete takes it away.
 * @param step in fractions of the picture, across and down
 */
export function maskKey(
  event: KeyboardEvent,
  frame: string,
  { id, points }: Mask,
  step: { readonly x: number; readonly y: number },
): DrawingAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'Delete' || event.key === 'Backspace') return { type: 'REMOVE', frame, id }
  const way = ways[event.key]
  if (!way) return null
  const change = event.shiftKey ? grown : moved
  return {
    type: 'CHANGE',
    frame,
    id,
    points: change(points, way.x * step.x, way.y * step.y),
    // a key that is held down is one step to undo
    on: event.repeat,
  }
}

const ways: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

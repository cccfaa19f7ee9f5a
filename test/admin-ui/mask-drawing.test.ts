import { describe, expect, test } from 'vitest'
import { beginDrawing, nextDrawing, type Mask } from '../../admin-ui/masking/drawing.ts'
import {
  boundsOf,
  grown,
  isLargeEnough,
  moved,
  rectangle,
  simplified,
  withCorner,
} from '../../admin-ui/masking/outline.ts'

const square = rectangle({ x0: 0.2, y0: 0.2, x1: 0.4, y1: 0.4 })
const mask = (id: string, automatic = false): Mask => ({ id, points: square, automatic })

describe('an outline', () => {
  test('moves as a whole and stays within the picture', () => {
    expect(boundsOf(moved(square, 0.1, -0.1))).toEqual({ x0: 0.3, y0: 0.1, x1: 0.5, y1: 0.3 })
    expect(boundsOf(moved(square, 5, -5))).toEqual({ x0: 0.8, y0: 0, x1: 1, y1: 0.2 })
  })

  test('grows to the right and below, and never shrinks to nothing', () => {
    expect(boundsOf(grown(square, 0.1, 5))).toEqual({ x0: 0.2, y0: 0.2, x1: 0.5, y1: 1 })
    expect(isLargeEnough(grown(square, -5, -5))).toBe(true)
  })

  test.each([
    [0, { x0: 0.1, y0: 0.1, x1: 0.4, y1: 0.4 }],
    [1, { x0: 0.2, y0: 0.1, x1: 0.4, y1: 0.4 }],
    [2, { x0: 0.2, y0: 0.2, x1: 0.4, y1: 0.4 }],
    [3, { x0: 0.1, y0: 0.2, x1: 0.4, y1: 0.4 }],
  ])('is pulled by its corner %i, the opposite one standing still', (corner, sides) => {
    const [x, y] = [corner === 0 || corner === 3 ? 0.1 : 0.4, corner < 2 ? 0.1 : 0.4]
    expect(boundsOf(withCorner(square, corner, x, y))).toEqual(sides)
  })

  test('drawn by hand keeps its corners and loses what no eye tells apart', () => {
    const line = Array.from({ length: 400 }, (_, i) => {
      const t = i / 100
      const side = Math.floor(t)
      const along = t - side
      const corners = [0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9, 0.1, 0.1]
      const at = (k: 0 | 1) =>
        (corners[2 * side + k] ?? 0) * (1 - along) + (corners[2 * side + 2 + k] ?? 0) * along
      return [at(0), at(1) + (i % 2) * 1e-4]
    }).flat()
    const few = simplified(line, 0.001)
    expect(few.length / 2).toBeLessThan(12)
    for (const [edge, value] of Object.entries(boundsOf(few)))
      expect(value, edge).toBeCloseTo(edge.endsWith('0') ? 0.1 : 0.9, 2)
  })

  test('of 100,000 points becomes one that the server takes', () => {
    const wild = Array.from({ length: 200_000 }, (_, i) => (Math.sin(i * i) + 1) / 2)
    expect(simplified(wild, 0.0005).length / 2).toBeLessThanOrEqual(300)
  })
})

describe('a drawing', () => {
  test('goes back step by step and forth again, and forgets what was undone once something new is drawn', () => {
    const one = nextDrawing(beginDrawing({ f: [mask('auto', true)] }), {
      type: 'ADD',
      frame: 'f',
      mask: mask('mine'),
    })
    expect(one.chosen).toBe('mine')
    const undone = nextDrawing(one, { type: 'UNDO' })
    expect(undone.masks).toEqual({ f: [mask('auto', true)] })
    expect(undone.chosen).toBeNull()
    expect(nextDrawing(undone, { type: 'REDO' }).masks).toEqual(one.masks)
    const removed = nextDrawing(undone, { type: 'REMOVE', frame: 'f', id: 'auto' })
    expect(nextDrawing(removed, { type: 'REDO' })).toEqual(removed)
    expect(nextDrawing(removed, { type: 'UNDO' }).masks).toEqual(undone.masks)
  })

  test('takes a drag, or a key that is held down, for one step; a proposal that was moved is a person’s', () => {
    const begun = beginDrawing({ f: [mask('auto', true)] })
    const change = (on: boolean, dx: number) =>
      ({ type: 'CHANGE', frame: 'f', id: 'auto', points: moved(square, dx, 0), on }) as const
    const dragged = [change(false, 0.1), change(true, 0.2), change(true, 0.3)].reduce(
      nextDrawing,
      begun,
    )
    expect(dragged.masks['f']).toMatchObject([{ id: 'auto', automatic: false }])
    expect(boundsOf(dragged.masks['f']?.[0]?.points ?? []).x0).toBeCloseTo(0.5)
    expect(nextDrawing(dragged, { type: 'UNDO' }).masks).toEqual(begun.masks)
  })

  test('is copied to other frames beside what they have, and twice is once', () => {
    const begun = beginDrawing({ a: [mask('one')], b: [mask('two')], c: [] })
    const copy = { type: 'COPY', from: 'a', to: ['b', 'c'] } as const
    const copied = nextDrawing(nextDrawing(begun, copy), copy)
    expect(copied.masks['b']).toHaveLength(2)
    expect(copied.masks['c']).toHaveLength(1)
    expect(copied.masks['a']).toEqual([mask('one')])
  })
})

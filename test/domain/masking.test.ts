import { describe, expect, test } from 'vitest'
import { cutToPicture, drawnMasksSchema, maskLimits } from '../../domain/masking.ts'
import { newId } from '../../domain/ids.ts'
import { codeOf } from '../support/code-of.ts'

const drawn = (...shapes: unknown[]) => [{ captureId: newId(), frames: [shapes] }]
const cut = (...shapes: number[][]) => cutToPicture(drawn(...shapes) as never)[0]?.frames[0]

describe('a mask', () => {
  test('inside the picture stays as it was drawn', () => {
    expect(cut([0.1, 0.1, 0.4, 0.1, 0.4, 0.3])).toEqual([[0.1, 0.1, 0.4, 0.1, 0.4, 0.3]])
  })

  test('that reaches beyond the picture is cut at its edges', () => {
    const points = cut([-0.5, -0.5, 1.5, -0.5, 1.5, 0.5, -0.5, 0.5])?.[0] ?? []
    expect(points.every((at) => at >= 0 && at <= 1)).toBe(true)
    expect(Math.max(...points.filter((_, i) => i % 2 === 1))).toBe(0.5)
  })

  test('that crosses itself is one, though its signed area is nothing', () => {
    expect(cut([0.1, 0.1, 0.4, 0.4, 0.4, 0.1, 0.1, 0.4])).toHaveLength(1)
  })

  test.each([
    ['outside the picture', [2, 2, 3, 2, 3, 3]],
    ['a point', [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
    ['a line', [0.1, 0.1, 0.2, 0.2, 0.3, 0.3]],
    ['along the edge from outside', [-1, 0.1, 0, 0.1, -1, 0.4]],
  ])('that hides nothing is refused: %s', (_name, points) => {
    expect(codeOf(() => cut(points))).toBe('INPUT_INVALID')
  })

  test.each([
    ['not a number', [0.1, 0.1, Number.NaN, 0.1, 0.2, 0.2]],
    ['without an end', [0.1, 0.1, Infinity, 0.1, 0.2, 0.2]],
    ['two points', [0.1, 0.1, 0.2, 0.2]],
    ['an x without its y', [0.1, 0.1, 0.2, 0.1, 0.2, 0.2, 0.3]],
    ['text', ['0.1', 0.1, 0.2, 0.1, 0.2, 0.2]],
    ['100,000 points', Array.from({ length: 200_000 }, () => 0.5)],
  ])('that can be none is refused: %s', (_name, points) => {
    expect(drawnMasksSchema.safeParse(drawn(points)).success).toBe(false)
  })

  test('is refused where a picture would carry too many points or shapes', () => {
    const triangle = [0.1, 0.1, 0.2, 0.1, 0.2, 0.2]
    const long = Array.from({ length: 2 * maskLimits.pointsOfShape }, (_, i) => (i % 7) / 7)
    const many = (length: number, shape: number[]) =>
      drawnMasksSchema.safeParse(drawn(...Array.from({ length }, () => shape))).success
    expect(many(maskLimits.shapes, triangle)).toBe(true)
    expect(many(maskLimits.shapes + 1, triangle)).toBe(false)
    expect(many(maskLimits.pointsOfFrame / maskLimits.pointsOfShape, long)).toBe(true)
    expect(many(maskLimits.pointsOfFrame / maskLimits.pointsOfShape + 1, long)).toBe(false)
  })
})

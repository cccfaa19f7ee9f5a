import { z } from 'zod'
import { DomainError } from './errors.ts'
import type { Slot } from './method.ts'

/** Why pictures wait for a mask operator: the machine was not sure, a rule wants it, or a reviewer saw something. */
export const maskingOrigins = ['UNCERTAIN', 'RULE', 'REVIEWER'] as const
export type MaskingOrigin = (typeof maskingOrigins)[number]

export const maskingStatuses = ['OPEN', 'ASSIGNED', 'DONE', 'WITHDRAWN'] as const
export type MaskingStatus = (typeof maskingStatuses)[number]

/** Pictures that can be masked by hand. A film's frames are too many, and it shows no document. */
export const maskableSlots = ['FRONT', 'BACK', 'THICKNESS', 'FACE'] as const satisfies Slot[]
export type MaskableSlot = (typeof maskableSlots)[number]
/** Those that show a document, and so may carry what nobody may see. */
export const documentSlots = ['FRONT', 'BACK', 'THICKNESS'] as const satisfies MaskableSlot[]

/** What one frame of a picture may carry. */
export const maskLimits = { shapes: 100, pointsOfShape: 1000, pointsOfFrame: 5000 } as const

/** A closed outline: x, y, x, y, … in fractions of the photograph; it may cross itself. */
export type MaskShape = readonly number[]

const shape = z
  .array(z.number().min(-100).max(100))
  .min(6)
  .max(2 * maskLimits.pointsOfShape, `expected at most ${maskLimits.pointsOfShape} points`)
  .refine((points) => points.length % 2 === 0, 'expected pairs of x and y')
const frame = z
  .array(shape)
  .max(maskLimits.shapes)
  .refine(
    (shapes) => shapes.reduce((sum, { length }) => sum + length / 2, 0) <= maskLimits.pointsOfFrame,
    `expected at most ${maskLimits.pointsOfFrame} points in a picture`,
  )

/** What is blackened in a picture, or what the machine proposes to blacken: shapes by frame. */
export const maskRegionsSchema = z.array(z.array(z.array(z.number())))

/** What an operator drew, a list of shapes for each frame of each picture. */
export const drawnMasksSchema = z
  .array(z.object({ captureId: z.uuid(), frames: z.array(frame).min(1).max(60) }))
  .min(1)
  .max(20)
export type DrawnMasks = Readonly<z.infer<typeof drawnMasksSchema>>

/**
 * The same, cut to the edges of the picture.
 * @throws DomainError `INPUT_INVALID` for a shape that hides nothing: no area, or none of it inside
 */
export const cutToPicture = (drawn: DrawnMasks): DrawnMasks =>
  drawn.map((picture, p) => ({
    ...picture,
    frames: picture.frames.map((shapes, f) =>
      shapes.map((points, s) => {
        const inside = clip(points)
        if (!hasArea(inside))
          throw new DomainError(
            'INPUT_INVALID',
            `pictures.${p}.frames.${f}.shapes.${s}: expected an area within the picture`,
          )
        return inside
      }),
    ),
  }))

/**
 * An answer speaks of every picture that is held, once and frame by frame: nothing is let go that nobody looked at.
 * @throws DomainError `INPUT_INVALID`
 */
export function mustCover(
  drawn: DrawnMasks,
  held: readonly { readonly id: string; readonly frames: readonly unknown[] }[],
): void {
  const told = drawn.map(({ captureId }) => captureId)
  if (new Set(told).size !== told.length || told.length !== held.length)
    throw new DomainError('INPUT_INVALID', 'pictures: expected each held picture once')
  for (const { id, frames } of held) {
    const p = told.indexOf(id)
    if (p === -1)
      throw new DomainError('INPUT_INVALID', 'pictures: expected each held picture once')
    if (drawn[p]?.frames.length !== frames.length)
      throw new DomainError('INPUT_INVALID', `pictures.${p}.frames: expected ${frames.length}`)
  }
}

type Point = readonly [number, number]
const pairs = (points: MaskShape): readonly Point[] =>
  Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0])

/** Sutherland and Hodgman (1974), one edge of the picture after the other. */
function clip(points: MaskShape): number[] {
  const edges = [
    { axis: 0, at: 0, keep: 1 },
    { axis: 0, at: 1, keep: -1 },
    { axis: 1, at: 0, keep: 1 },
    { axis: 1, at: 1, keep: -1 },
  ] as const
  return edges
    .reduce<readonly Point[]>(
      (outline, { axis, at, keep }) =>
        outline.flatMap((to, i) => {
          const from = outline.at(i - 1) ?? to
          const isIn = (point: Point) => (point[axis] - at) * keep >= 0
          const crossing = (): Point => {
            const share = (at - from[axis]) / (to[axis] - from[axis])
            const other = (k: 0 | 1) => (k === axis ? at : from[k] + share * (to[k] - from[k]))
            return [other(0), other(1)]
          }
          if (isIn(to)) return isIn(from) ? [to] : [crossing(), to]
          return isIn(from) ? [crossing()] : []
        }),
      pairs(points),
    )
    .flat()
}

/** Twice the area of a triangle, in fractions of the picture, below which nothing is hidden. */
const leastArea = 1e-6

/** Not by the signed area: that of an eight is nothing. */
function hasArea(points: MaskShape): boolean {
  const outline = pairs(points)
  const [first] = outline
  if (!first) return false
  const far = outline.reduce((best, point) =>
    Math.hypot(point[0] - first[0], point[1] - first[1]) >
    Math.hypot(best[0] - first[0], best[1] - first[1])
      ? point
      : best,
  )
  return outline.some(
    ([x, y]) =>
      Math.abs((far[0] - first[0]) * (y - first[1]) - (far[1] - first[1]) * (x - first[0])) >
      leastArea,
  )
}

import type { CardBox, Point, Quad } from '../../domain/geometry.ts'
import { project, unitSquareToQuad } from './homography.ts'

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Means of the opposite sides, in the unit of the points. */
export function quadSize([p0, p1, p2, p3]: Quad): {
  readonly width: number
  readonly height: number
} {
  return {
    width: (distance(p0, p1) + distance(p3, p2)) / 2,
    height: (distance(p0, p3) + distance(p1, p2)) / 2,
  }
}

export const scaleQuad = (quad: Quad, factor: number): Quad =>
  mapQuad(quad, ({ x, y }) => ({ x: x * factor, y: y * factor }))

export const mapQuad = ([p0, p1, p2, p3]: Quad, map: (point: Point) => Point): Quad => [
  map(p0),
  map(p1),
  map(p2),
  map(p3),
]

/** The same corners, begun `quarters` corners later: 2 turns the upright card upside down. */
export function turnQuad(quad: Quad, quarters: number): Quad {
  let [p0, p1, p2, p3] = quad
  for (let i = 0; i < (quarters & 3); i++) [p0, p1, p2, p3] = [p1, p2, p3, p0]
  return [p0, p1, p2, p3]
}

export function quadArea(quad: readonly Point[]): number {
  let twice = 0
  for (const [i, point] of quad.entries()) {
    const next = quad[(i + 1) % quad.length] ?? point
    twice += point.x * next.y - next.x * point.y
  }
  return Math.abs(twice) / 2
}

/** Where a box of the card lies in the picture the quad was found in. */
export function boxToQuad(quad: Quad, box: CardBox): Quad {
  const h = unitSquareToQuad(quad)
  return [
    project(h, box.x0, box.y0),
    project(h, box.x1, box.y0),
    project(h, box.x1, box.y1),
    project(h, box.x0, box.y1),
  ]
}

/** Intersection over union of two convex quads (Sutherland–Hodgman). */
export function quadIou(a: Quad, b: Quad): number {
  const orientation = Math.sign(cross(b[0], b[1], b[2])) || 1
  let clipped: readonly Point[] = a
  for (const [i, from] of b.entries()) {
    const to = b[(i + 1) % 4] ?? from
    const next: Point[] = []
    for (const [j, point] of clipped.entries()) {
      const before = clipped[(j + clipped.length - 1) % clipped.length] ?? point
      const inside = cross(from, to, point) * orientation
      const insideBefore = cross(from, to, before) * orientation
      if (inside >= 0 !== insideBefore >= 0) {
        const t = insideBefore / (insideBefore - inside)
        next.push({
          x: before.x + t * (point.x - before.x),
          y: before.y + t * (point.y - before.y),
        })
      }
      if (inside >= 0) next.push(point)
    }
    clipped = next
  }
  const common = quadArea(clipped)
  return common / (quadArea(a) + quadArea(b) - common)
}

/** Twice the signed area of a triangle. */
export const cross = (a: Point, b: Point, c: Point): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

import { id1Mm, type Point, type Quad } from '../../domain/geometry.ts'
import { findEdges, type Edges } from './edges.ts'
import { shrink, toGrey } from './grey.ts'
import { findLines, type DirectedLine } from './hough.ts'
import type { Pixels } from './pixels.ts'
import { cross, distance, quadArea, quadIou, quadSize, scaleQuad } from './quads.ts'
import { refineQuad } from './refine-quad.ts'

export interface FoundQuad {
  /** In pixels of the picture; corners may lie a little outside it. Upright means: the long side on top. */
  readonly quad: Quad
  /** 0…1: how much of the outline is really an edge, and how much it looks like the document's shape. */
  readonly score: number
  /** Share of each side that lies on an edge: top, right, bottom, left. */
  readonly support: readonly [number, number, number, number]
}

export interface FindQuadOptions {
  /** Where the screen's guide frame was, in pixels of the picture: prefers outlines near it. */
  readonly guide?: Quad
  /** Long side : short side. */
  readonly aspect?: number
  /** The card is held askew to show its edge: proportions say nothing then. */
  readonly tilted?: boolean
  /** Skip the last fit at full resolution (live guidance needs no exact corners). */
  readonly coarse?: boolean
}

const coarseSidePx = 320
const middleSidePx = 1280

/**
 * Finds the card in a picture: directed Hough lines at 320 px, pairs of opposite lines, pairs of pairs, the share of edge under
 * the outline; then each side is fitted to the edge at full resolution. One idea holds all grounds together: a card is brighter
 * (or darker) than its ground on all four sides.
 * @returns null where no outline of a card's shape is supported by edges
 */
export function findQuad(pixels: Pixels, options: FindQuadOptions = {}): FoundQuad | null {
  const aspect = options.aspect ?? id1Mm.width / id1Mm.height
  const small = shrink(pixels, coarseSidePx)
  const toSmall = small.width / pixels.width
  const edges = findEdges(small)
  const guide = options.guide && scaleQuad(options.guide, toSmall)
  const shape: Shape = options.tilted
    ? { aspect: null, max: 4.5, lean: 1.1 }
    : { aspect, max: 2.6, lean: 0.8 }
  const candidates = outlines(edges, findLines(edges, 44), shape, guide)
  const best = candidates[0]
  if (!best) return null

  let quad = scaleQuad(best.quad, 1 / toSmall)
  if (Math.max(pixels.width, pixels.height) > coarseSidePx) {
    const middle = shrink(pixels, middleSidePx)
    const toMiddle = middle.width / pixels.width
    quad = scaleQuad(
      refineQuad(toGrey(middle), scaleQuad(quad, toMiddle), (2.2 * toMiddle) / toSmall),
      1 / toMiddle,
    )
    if (toMiddle < 0.8 && options.coarse !== true)
      quad = refineQuad(toGrey(pixels), quad, 2.5 / toMiddle)
  }
  return { quad: longSideUp(quad), score: best.score, support: best.support }
}

interface Shape {
  /** null: any up to `max`. */
  readonly aspect: number | null
  readonly max: number
  /** Radians by which opposite sides may lean to each other: perspective makes a tilted card a trapezium. */
  readonly lean: number
}

interface Pair {
  readonly a: DirectedLine
  readonly b: DirectedLine
  readonly votes: number
}

/** Every outline that two pairs of opposite lines make, best first. */
function outlines(
  edges: Edges,
  lines: readonly DirectedLine[],
  wanted: Shape,
  guide: Quad | undefined,
): readonly FoundQuad[] {
  const minSide = Math.min(edges.width, edges.height) * 0.17
  const pairs: Pair[] = []
  const all = [...lines, ...borders(edges)]
  for (const [i, a] of all.entries())
    for (const b of all.slice(i + 1)) {
      if (a.votes === 0 && b.votes === 0) continue
      const apart = angleBetween(a.theta, b.theta)
      if (apart < Math.PI - wanted.lean) continue
      // Distance between nearly antiparallel lines: seen from the picture's middle, their ρ add up.
      if (Math.abs(fromMiddle(edges, a) + fromMiddle(edges, b)) < minSide) continue
      const weaker = Math.min(a.votes, b.votes) || 0.6 * Math.max(a.votes, b.votes)
      pairs.push({ a, b, votes: weaker + 0.25 * Math.max(a.votes, b.votes) })
    }
  pairs.sort((first, second) => second.votes - first.votes)
  const strongest = pairs.slice(0, 90)

  const found: FoundQuad[] = []
  for (const [i, first] of strongest.entries())
    for (const second of strongest.slice(i + 1)) {
      const turn = angleBetween(first.a.theta, second.a.theta)
      if (Math.abs(turn - Math.PI / 2) > 0.6) continue
      const quad = outline(first, second)
      if (!quad) continue
      const shape = judgeShape(edges, quad, wanted)
      if (shape === 0) continue
      const support = sides(quad).map(([from, to]) => sideSupport(edges, from, to))
      const [top = 0, right = 0, bottom = 0, left = 0] = support
      const worst = Math.min(top, right, bottom, left)
      if (worst < 0.3) continue
      const edge = 0.5 * worst + 0.125 * (top + right + bottom + left)
      if (edge < 0.45) continue
      const size = Math.min(1, quadArea(quad) / (edges.width * edges.height)) ** 0.2
      const prior = guide ? 0.6 + 0.4 * quadIou(quad, guide) : 1
      const score = edge * shape * size * prior
      found.push({ quad, score, support: [top, right, bottom, left] })
    }
  return found.toSorted((first, second) => second.score - first.score)
}

/** The picture's own borders stand in for a side that lies outside it: that is how a cut-off card is told from none. */
const borders = ({ width, height }: Edges): readonly DirectedLine[] => [
  { theta: 0, rho: 1, votes: 0 },
  { theta: Math.PI, rho: 2 - width, votes: 0 },
  { theta: Math.PI / 2, rho: 1, votes: 0 },
  { theta: 1.5 * Math.PI, rho: 2 - height, votes: 0 },
  // a card darker than its ground has its normals outward
  { theta: Math.PI, rho: -1, votes: 0 },
  { theta: 0, rho: width - 2, votes: 0 },
  { theta: 1.5 * Math.PI, rho: -1, votes: 0 },
  { theta: Math.PI / 2, rho: height - 2, votes: 0 },
]

const fromMiddle = ({ width, height }: Edges, { theta, rho }: DirectedLine): number =>
  rho - (Math.cos(theta) * width + Math.sin(theta) * height) / 2

const angleBetween = (a: number, b: number): number => {
  const turn = Math.abs(a - b) % (2 * Math.PI)
  return turn > Math.PI ? 2 * Math.PI - turn : turn
}

function outline(first: Pair, second: Pair): Quad | null {
  const corners = [
    meet(first.a, second.a),
    meet(first.b, second.a),
    meet(first.b, second.b),
    meet(first.a, second.b),
  ]
  const [p0, p1, p2, p3] = corners
  if (!p0 || !p1 || !p2 || !p3) return null
  return orderCorners([p0, p1, p2, p3])
}

function meet(a: DirectedLine, b: DirectedLine): Point | null {
  const determinant = Math.sin(b.theta - a.theta)
  if (Math.abs(determinant) < 0.2) return null
  return {
    x: (a.rho * Math.sin(b.theta) - b.rho * Math.sin(a.theta)) / determinant,
    y: (b.rho * Math.cos(a.theta) - a.rho * Math.cos(b.theta)) / determinant,
  }
}

/** Clockwise on the screen, beginning with the corner nearest the picture's top left. */
function orderCorners(corners: Quad): Quad | null {
  const [p0, p1, p2, p3] = corners
  const turns = [cross(p0, p1, p2), cross(p1, p2, p3), cross(p2, p3, p0), cross(p3, p0, p1)]
  const clockwise = turns.every((turn) => turn > 0)
  if (!clockwise && !turns.every((turn) => turn < 0)) return null
  let ordered: Quad = clockwise ? corners : [p0, p3, p2, p1]
  for (let i = 0; i < 3; i++) {
    const [a, b, c, d] = ordered
    if (a.x + a.y <= Math.min(b.x + b.y, c.x + c.y, d.x + d.y)) break
    ordered = [b, c, d, a]
  }
  return ordered
}

/** 0 when it can't be the card; else how near its proportions are to the card's, 0…1. */
function judgeShape(edges: Edges, quad: Quad, { aspect, max }: Shape): number {
  const margin = 0.04 * edges.width
  const outside = quad.some(
    ({ x, y }) =>
      x < -margin || y < -margin || x > edges.width + margin || y > edges.height + margin,
  )
  if (outside) return 0
  const area = quadArea(quad)
  if (area < 0.04 * edges.width * edges.height) return 0
  const [top, right, bottom, left] = sides(quad).map(([from, to]) => distance(from, to))
  if (!top || !right || !bottom || !left) return 0
  if (Math.max(top / bottom, bottom / top, left / right, right / left) > 1.7) return 0
  const { width, height } = quadSize(quad)
  const ratio = Math.max(width, height) / Math.min(width, height)
  // Tilting shortens one axis, so proportions say little beyond this band.
  const cut = sides(quad).some(([from, to]) => onBorder(edges, from, to))
  if (ratio > max || (ratio < 1.05 && !cut)) return 0
  // What is left of a cut-off card has any proportions up to the card's.
  if (aspect === null || (cut && ratio < aspect)) return 1
  return Math.exp(-0.5 * (Math.log(ratio / aspect) / 0.25) ** 2) * 0.4 + 0.6
}

const sides = ([p0, p1, p2, p3]: Quad): readonly (readonly [Point, Point])[] => [
  [p0, p1],
  [p1, p2],
  [p2, p3],
  [p3, p0],
]

/** Share of a side that runs on an edge of its own direction and of one polarity; corners are rounded, so their ends are left out. */
function sideSupport(edges: Edges, from: Point, to: Point): number {
  if (onBorder(edges, from, to)) return borderSupport
  const length = distance(from, to)
  const nx = -(to.y - from.y) / length
  const ny = (to.x - from.x) / length
  const steps = Math.max(12, Math.round(length / 2))
  let inward = 0
  let outward = 0
  for (let k = 0; k < steps; k++) {
    const t = 0.06 + (0.88 * (k + 0.5)) / steps
    const x = from.x + t * (to.x - from.x)
    const y = from.y + t * (to.y - from.y)
    let best = 0
    for (let off = -1.5; off <= 1.5; off += 0.75) {
      const px = Math.round(x + off * nx)
      const py = Math.round(y + off * ny)
      if (px < 1 || py < 1 || px >= edges.width - 1 || py >= edges.height - 1) continue
      const at = py * edges.width + px
      const strength = edges.strength[at] ?? 0
      if (strength < edges.threshold * 0.7) continue
      const along = (edges.gx[at] ?? 0) * nx + (edges.gy[at] ?? 0) * ny
      if (Math.abs(along) > 0.85 * strength && Math.abs(along) > Math.abs(best)) best = along
    }
    if (best > 0) inward++
    if (best < 0) outward++
  }
  return Math.max(inward, outward) / steps
}

/** Less than a good edge, so that a whole outline wins over a cut one. */
const borderSupport = 0.6

const onBorder = ({ width, height }: Edges, from: Point, to: Point): boolean =>
  (from.x < 2 && to.x < 2) ||
  (from.y < 2 && to.y < 2) ||
  (from.x > width - 3 && to.x > width - 3) ||
  (from.y > height - 3 && to.y > height - 3)

/** A card held upright shows its short side on top; turned, the long one. */
function longSideUp(quad: Quad): Quad {
  const { width, height } = quadSize(quad)
  const [p0, p1, p2, p3] = quad
  return height > width * 1.02 ? [p3, p0, p1, p2] : quad
}

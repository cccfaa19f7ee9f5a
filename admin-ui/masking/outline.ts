/** x, y, x, y, … of a closed outline in fractions of the picture. */
export type Points = readonly number[]
export interface Frame {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export function boundsOf(points: Points): Frame {
  const xs = points.filter((_, i) => i % 2 === 0)
  const ys = points.filter((_, i) => i % 2 === 1)
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) }
}

export const rectangle = ({ x0, y0, x1, y1 }: Frame): Points => [x0, y0, x1, y0, x1, y1, x0, y1]

/** Moved as a whole, but not over the edge of the picture. */
export function moved(points: Points, dx: number, dy: number): Points {
  const { x0, y0, x1, y1 } = boundsOf(points)
  const x = clamp(dx, -x0, 1 - x1)
  const y = clamp(dy, -y0, 1 - y1)
  return points.map((at, i) => round(at + (i % 2 === 0 ? x : y)))
}

/** Stretched so that its bounds become these. */
export function stretched(points: Points, to: Frame): Points {
  const from = boundsOf(points)
  const x = (at: number) => to.x0 + ((at - from.x0) / (from.x1 - from.x0 || 1)) * (to.x1 - to.x0)
  const y = (at: number) => to.y0 + ((at - from.y0) / (from.y1 - from.y0 || 1)) * (to.y1 - to.y0)
  return points.map((at, i) => round(clamp(i % 2 === 0 ? x(at) : y(at), 0, 1)))
}

/** Larger or smaller to the right and below, never smaller than can be seen. */
export function grown(points: Points, dx: number, dy: number): Points {
  const from = boundsOf(points)
  return stretched(points, {
    ...from,
    x1: clamp(from.x1 + dx, from.x0 + leastSide, 1),
    y1: clamp(from.y1 + dy, from.y0 + leastSide, 1),
  })
}

/** One corner drawn to another place. It may go past the opposite one. */
export function withCorner(points: Points, corner: number, x: number, y: number): Points {
  const { x0, y0, x1, y1 } = boundsOf(points)
  const [left, top] = [corner === 0 || corner === 3, corner < 2]
  const to = { x0: left ? x : x0, x1: left ? x1 : x, y0: top ? y : y0, y1: top ? y1 : y }
  const sides = {
    x0: Math.min(to.x0, to.x1 - leastSide),
    y0: Math.min(to.y0, to.y1 - leastSide),
    x1: Math.max(to.x1, to.x0 + leastSide),
    y1: Math.max(to.y1, to.y0 + leastSide),
  }
  return stretched(points, left ? { ...sides, x1 } : { ...sides, x0 })
}

export const isLargeEnough = (points: Points): boolean => {
  if (points.length < 6) return false
  const { x0, y0, x1, y1 } = boundsOf(points)
  // sides are rounded
  return x1 - x0 >= 0.99 * leastSide && y1 - y0 >= 0.99 * leastSide
}

/**
 * A line drawn by hand with as few points as show it (Douglas and Peucker 1973).
 * @param tolerance in fractions of the picture
 */
export function simplified(drawn: Points, tolerance: number): Points {
  const every = Math.ceil(drawn.length / 2 / mostLooked)
  const points = every > 1 ? drawn.filter((_, i) => Math.floor(i / 2) % every === 0) : drawn
  const places = Array.from({ length: points.length / 2 }, (_, i) => i)
  const kept = new Set([0, places.length - 1])
  const open: [number, number][] = [[0, places.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    let [farthest, most] = [-1, tolerance]
    for (let i = from + 1; i < to; i += 1) {
      const far = distance(points, i, from, to)
      if (far > most) [farthest, most] = [i, far]
    }
    if (farthest === -1) continue
    kept.add(farthest)
    open.push([from, farthest], [farthest, to])
  }
  const line = places
    .filter((i) => kept.has(i))
    .flatMap((i) => [round(points[2 * i] ?? 0), round(points[2 * i + 1] ?? 0)])
  return line.length > 2 * mostPoints ? simplified(line, tolerance * 2) : line
}

function distance(points: Points, i: number, from: number, to: number): number {
  const [px, py] = [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]
  const [ax, ay] = [points[2 * from] ?? 0, points[2 * from + 1] ?? 0]
  const [bx, by] = [points[2 * to] ?? 0, points[2 * to + 1] ?? 0]
  const length = Math.hypot(bx - ax, by - ay)
  // a line that ends where it began has no direction
  if (length === 0) return Math.hypot(px - ax, py - ay)
  return Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
}

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value))

/** A ten-thousandth of the picture is less than a pixel. */
const round = (value: number): number => Math.round(value * 1e5) / 1e5
const leastSide = 0.004
/** Far below what the server takes: a careful outline has some dozens. */
const mostPoints = 300
/** A pointer says where it is a hundred times a second: more are no hand’s. */
const mostLooked = 3000

/** As an SVG polygon has them, in pixels. */
export const svgPoints = (
  points: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
): string => points.map((at, i) => (at * (i % 2 === 0 ? width : height)).toFixed(1)).join(' ')

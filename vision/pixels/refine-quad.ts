import type { Point, Quad } from '../../domain/geometry.ts'
import type { Grey } from './pixels.ts'
import { distance } from './quads.ts'

interface Line {
  readonly point: Point
  readonly dx: number
  readonly dy: number
}

/** Moves each side onto the strongest edge within `reachPx` of it, to parts of a pixel; a side without an edge stays. */
export function refineQuad(grey: Grey, quad: Quad, reachPx: number): Quad {
  const [p0, p1, p2, p3] = quad
  const top = fitSide(grey, p0, p1, reachPx)
  const right = fitSide(grey, p1, p2, reachPx)
  const bottom = fitSide(grey, p2, p3, reachPx)
  const left = fitSide(grey, p3, p0, reachPx)
  const refined: Quad = [meet(left, top), meet(top, right), meet(right, bottom), meet(bottom, left)]
  // A fit that ran away is worse than the coarse outline.
  const far = refined.some((point, i) => {
    const before = quad[i] ?? point
    return !(distance(point, before) < 3 * reachPx)
  })
  return far ? quad : refined
}

function fitSide(grey: Grey, from: Point, to: Point, reachPx: number): Line {
  const length = distance(from, to)
  const tx = (to.x - from.x) / length
  const ty = (to.y - from.y) / length
  const nx = -ty
  const ny = tx
  const unrefined = { point: from, dx: tx, dy: ty }
  if (onBorder(grey, from, to)) return unrefined
  const samples = Math.round(Math.min(120, Math.max(24, length / 6)))
  const reach = Math.ceil(reachPx)
  const gradients = new Float32Array(samples * (2 * reach + 1))
  const width = 2 * reach + 1
  let polarity = 0
  for (let k = 0; k < samples; k++) {
    const along = length * (0.08 + (0.84 * (k + 0.5)) / samples)
    for (let off = -reach; off <= reach; off++) {
      const x = from.x + along * tx + off * nx
      const y = from.y + along * ty + off * ny
      const gradient =
        sample(grey, x + nx, y + ny) +
        sample(grey, x + 2 * nx, y + 2 * ny) -
        sample(grey, x - nx, y - ny) -
        sample(grey, x - 2 * nx, y - 2 * ny)
      gradients[k * width + off + reach] = gradient
      polarity += gradient * Math.abs(gradient)
    }
  }
  const sign = polarity >= 0 ? 1 : -1

  const points: { along: number; off: number; weight: number }[] = []
  for (let k = 0; k < samples; k++) {
    let best = 0
    let at = -1
    for (let j = 0; j < width; j++) {
      const value = sign * (gradients[k * width + j] ?? 0)
      if (value > best) {
        best = value
        at = j
      }
    }
    if (at < 0 || best < 6) continue
    const before = sign * (gradients[k * width + at - 1] ?? best)
    const after = sign * (gradients[k * width + at + 1] ?? best)
    const bend = at > 0 && at < width - 1 ? before - 2 * best + after : 0
    const part = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / bend)) : 0
    points.push({
      along: length * (0.08 + (0.84 * (k + 0.5)) / samples),
      off: at - reach + part,
      weight: Math.min(best, 120),
    })
  }
  if (points.length < samples * 0.25) return unrefined
  const fit = fitLine(points, reachPx)
  return {
    point: { x: from.x + fit.offset * nx, y: from.y + fit.offset * ny },
    dx: tx + fit.slope * nx,
    dy: ty + fit.slope * ny,
  }
}

/** Where the picture cuts the card off there is no edge to go to. */
function onBorder({ width, height }: Grey, from: Point, to: Point): boolean {
  const margin = 0.005 * Math.max(width, height)
  return (
    Math.max(from.x, to.x) < margin ||
    Math.max(from.y, to.y) < margin ||
    Math.min(from.x, to.x) > width - margin ||
    Math.min(from.y, to.y) > height - margin
  )
}

/** off = offset + slope · along, by reweighted least squares that forgets outliers (Cauchy weights). */
function fitLine(
  points: readonly { readonly along: number; readonly off: number; readonly weight: number }[],
  reachPx: number,
): { readonly offset: number; readonly slope: number } {
  const sorted = points.map(({ off }) => off).toSorted((a, b) => a - b)
  let offset = sorted[sorted.length >> 1] ?? 0
  let slope = 0
  for (let round = 0; round < 8; round++) {
    const scale = Math.max(0.5, reachPx * 0.6 * 0.6 ** round)
    let w = 0
    let wx = 0
    let wy = 0
    let wxx = 0
    let wxy = 0
    for (const { along, off, weight } of points) {
      const residual = (off - offset - slope * along) / scale
      const factor = weight / (1 + residual * residual) ** 2
      w += factor
      wx += factor * along
      wy += factor * off
      wxx += factor * along * along
      wxy += factor * along * off
    }
    const determinant = w * wxx - wx * wx
    if (Math.abs(determinant) < 1e-9) break
    slope = (w * wxy - wx * wy) / determinant
    offset = (wy - slope * wx) / w
  }
  return { offset, slope }
}

function meet(a: Line, b: Line): Point {
  const determinant = a.dx * b.dy - a.dy * b.dx
  const t = ((b.point.x - a.point.x) * b.dy - (b.point.y - a.point.y) * b.dx) / determinant
  return { x: a.point.x + t * a.dx, y: a.point.y + t * a.dy }
}

/** Bilinear; outside, the border's level. */
export function sample({ width, height, data }: Grey, x: number, y: number): number {
  // Pixel (0, 0) covers 0…1, so its middle is at 0.5.
  const px = Math.min(width - 1.001, Math.max(0, x - 0.5))
  const py = Math.min(height - 1.001, Math.max(0, y - 0.5))
  const ix = Math.floor(px)
  const iy = Math.floor(py)
  const fx = px - ix
  const fy = py - iy
  const at = iy * width + ix
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx
  const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx
  return upper * (1 - fy) + lower * fy
}

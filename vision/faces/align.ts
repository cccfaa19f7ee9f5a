import type { Raster } from '../raster.ts'
import type { FivePoints } from './face.ts'
import { sampleAffine, type Affine } from './sample.ts'

/** Where ArcFace puts the five points in 112×112 pixels (Deng et al. 2019, InsightFace). */
const arcfaceTemplate: FivePoints = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
]
const templatePx = 112

/** Turns, scales and moves a face onto ArcFace's template, `sidePx` wide. */
export function alignFace(image: Raster, points: FivePoints, sidePx: number): Raster {
  const scale = sidePx / templatePx
  const template = arcfaceTemplate.map(({ x, y }) => ({ x: x * scale, y: y * scale }))
  return sampleAffine(image, similarity(template, points), sidePx, sidePx)
}

interface XY {
  readonly x: number
  readonly y: number
}

/** Least-squares similarity that takes `from` to `to` (Umeyama 1991; in the plane it is a complex regression). */
function similarity(from: readonly XY[], to: readonly XY[]): Affine {
  const count = from.length
  const mean = (points: readonly XY[], axis: 'x' | 'y') =>
    points.reduce((sum, point) => sum + point[axis], 0) / count
  const [fx, fy, tx, ty] = [mean(from, 'x'), mean(from, 'y'), mean(to, 'x'), mean(to, 'y')]
  let real = 0
  let imaginary = 0
  let spread = 0
  for (const [i, point] of from.entries()) {
    const [u, v] = [point.x - fx, point.y - fy]
    const [p, q] = [(to[i]?.x ?? tx) - tx, (to[i]?.y ?? ty) - ty]
    real += u * p + v * q
    imaginary += u * q - v * p
    spread += u * u + v * v
  }
  const a = real / spread
  const b = imaginary / spread
  return [a, -b, tx - a * fx + b * fy, b, a, ty - b * fx - a * fy]
}

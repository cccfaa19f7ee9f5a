import type { Raster } from '../raster.ts'
import type { FivePoints } from './face.ts'
import { sampleAffine, type Affine } from './sample.ts'

export type AlignmentTemplate = 'arcface-112' | 'dlib-150'

/** Where a net expects the five points, in pixels of its input: it sees faces as it saw them in training. */
const templates: Record<
  AlignmentTemplate,
  { readonly sidePx: number; readonly points: FivePoints }
> = {
  // Deng et al. 2019, InsightFace.
  'arcface-112': {
    sidePx: 112,
    points: [
      { x: 38.2946, y: 51.6963 },
      { x: 73.5318, y: 51.5014 },
      { x: 56.0252, y: 71.7366 },
      { x: 41.5493, y: 92.3655 },
      { x: 70.7299, y: 92.2041 },
    ],
  },
  // dlib's mean face of 68 points (eyes as the mean of their six) in a chip of 150 with a padding of 0.25.
  'dlib-150': {
    sidePx: 150,
    points: [
      { x: 47.58, y: 46.6 },
      { x: 100.44, y: 46.6 },
      { x: 74.01, y: 76.56 },
      { x: 50.41, y: 103.02 },
      { x: 97.61, y: 103.02 },
    ],
  },
}

/** Turns, scales and moves a face onto a template. */
export function alignFace(image: Raster, points: FivePoints, template: AlignmentTemplate): Raster {
  const { sidePx, points: target } = templates[template]
  return sampleAffine(image, similarity(target, points), sidePx, sidePx)
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

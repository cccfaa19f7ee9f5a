import { id1Mm, type Quad } from '../../domain/geometry.ts'
import { dot, estimatePose, type CardPose, type Vector } from '../pixels/measure-tilt.ts'
import type { Grey } from '../pixels/pixels.ts'
import { sample } from '../pixels/refine-quad.ts'

export interface EdgeMeasure {
  readonly tiltDegrees: number
  readonly thicknessMm: number
  /** How much better face | edge | ground explains the profile than face | ground: 1 − ratio of the residuals. */
  readonly gain: number
}

const fromMm = -0.9
const toMm = 2.4
const stepMm = 0.03
const samplesAlong = 160

/**
 * Thickness of a tilted card in one frame: the side of the card that faces the camera is projected by the card's own pose, the
 * levels across it are averaged along the side, and two steps are fitted to them. Sheets have no edge: one step explains them.
 * @param quad outline of the card's face, or of face and edge together; @returns null where the pose makes no sense
 */
export function measureEdge(grey: Grey, quad: Quad): EdgeMeasure | null {
  const pose = estimatePose(quad, grey)
  if (pose === null) return null
  let best: EdgeMeasure | null = null
  let facing = 0
  for (const side of cardSides(pose)) {
    // How much of the edge the camera sees: the side's outward normal against the line of sight.
    const sight = unit(side.middle)
    const seen = -dot(side.outward, sight)
    if (seen <= Math.max(0.25, facing)) continue
    facing = seen
    const profile = profileAcross(grey, pose, side)
    const fit = fitSteps(profile)
    best = { tiltDegrees: pose.tiltDegrees, thicknessMm: fit.widthMm, gain: fit.gain }
  }
  return best
}

interface Side {
  readonly from: Vector
  readonly to: Vector
  readonly middle: Vector
  readonly outward: Vector
}

function cardSides({ corner, right, down }: CardPose): readonly Side[] {
  const topLeft = corner
  const topRight = add(corner, right, id1Mm.width)
  const bottomLeft = add(corner, down, id1Mm.height)
  const bottomRight = add(topRight, down, id1Mm.height)
  const side = (from: Vector, to: Vector, axis: Vector, sign: number): Side => ({
    from,
    to,
    middle: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2],
    outward: [axis[0] * sign, axis[1] * sign, axis[2] * sign],
  })
  return [
    side(bottomLeft, bottomRight, down, 1),
    side(topLeft, topRight, down, -1),
    side(topLeft, bottomLeft, right, -1),
    side(topRight, bottomRight, right, 1),
  ]
}

/** Mean level at each depth below the face (mm along the card's normal), over the straight part of the side. */
function profileAcross(grey: Grey, pose: CardPose, side: Side): Float64Array {
  const bins = Math.round((toMm - fromMm) / stepMm)
  const profile = new Float64Array(bins)
  const column = new Float64Array(samplesAlong)
  for (let bin = 0; bin < bins; bin++) {
    const depth = fromMm + bin * stepMm
    for (let k = 0; k < samplesAlong; k++) {
      const t = 0.1 + (0.8 * (k + 0.5)) / samplesAlong
      const point = add(
        [
          side.from[0] + t * (side.to[0] - side.from[0]),
          side.from[1] + t * (side.to[1] - side.from[1]),
          side.from[2] + t * (side.to[2] - side.from[2]),
        ],
        pose.inward,
        depth,
      )
      column[k] = sample(
        grey,
        (point[0] / point[2]) * pose.focalPx + grey.width / 2,
        (point[1] / point[2]) * pose.focalPx + grey.height / 2,
      )
    }
    // Fingers and grain are outliers: the mean of the middle half.
    const sorted = column.toSorted()
    let sum = 0
    for (let k = samplesAlong / 4; k < (samplesAlong * 3) / 4; k++) sum += sorted[k] ?? 0
    profile[bin] = sum / (samplesAlong / 2)
  }
  return profile
}

/** Least squares of a blurred profile with levels face | edge | ground, against one with face | ground. */
function fitSteps(profile: Float64Array): { readonly widthMm: number; readonly gain: number } {
  const count = profile.length
  let oneStep = Infinity
  let twoSteps = Infinity
  let widthMm = 0
  for (const sigma of [2, 4, 7]) {
    const rise = Array.from({ length: count }, (_, at) =>
      Float64Array.from(
        { length: count },
        (__, i) => 1 / (1 + Math.exp((-1.7 * (i - at)) / sigma)),
      ),
    )
    for (let first = 6; first < count - 6; first += 2) {
      const a = rise[first]
      if (!a) continue
      oneStep = Math.min(oneStep, residual(profile, a, null))
      for (let second = first + 4; second < Math.min(count - 6, first + 56); second += 2) {
        const b = rise[second]
        if (!b) continue
        const left = residual(profile, a, b)
        if (left < twoSteps) {
          twoSteps = left
          widthMm = (second - first) * stepMm
        }
      }
    }
  }
  return { widthMm, gain: oneStep <= 0 ? 0 : 1 - twoSteps / oneStep }
}

/** Sum of squares that base + p·a (+ q·b) leaves. */
function residual(y: Float64Array, a: Float64Array, b: Float64Array | null): number {
  const n = y.length
  let sa = 0,
    sb = 0,
    sy = 0,
    saa = 0,
    sbb = 0,
    sab = 0,
    say = 0,
    sby = 0,
    syy = 0
  for (let i = 0; i < n; i++) {
    const ai = a[i] ?? 0
    const bi = b?.[i] ?? 0
    const yi = y[i] ?? 0
    sa += ai
    sb += bi
    sy += yi
    saa += ai * ai
    sbb += bi * bi
    sab += ai * bi
    say += ai * yi
    sby += bi * yi
    syy += yi * yi
  }
  const caa = saa - (sa * sa) / n
  const cbb = sbb - (sb * sb) / n
  const cab = sab - (sa * sb) / n
  const cay = say - (sa * sy) / n
  const cby = sby - (sb * sy) / n
  const cyy = syy - (sy * sy) / n
  if (b === null) return cyy - (cay * cay) / caa
  const determinant = caa * cbb - cab * cab
  if (determinant < 1e-9) return Infinity
  const p = (cay * cbb - cby * cab) / determinant
  const q = (cby * caa - cay * cab) / determinant
  return cyy - p * cay - q * cby
}

const add = (v: Vector, w: Vector, factor: number): Vector => [
  v[0] + w[0] * factor,
  v[1] + w[1] * factor,
  v[2] + w[2] * factor,
]

const unit = (v: Vector): Vector => {
  const length = Math.hypot(...v) || 1
  return [v[0] / length, v[1] / length, v[2] / length]
}

import { id1Mm, type Quad } from '../../domain/geometry.ts'
import { unitSquareToQuad } from './homography.ts'

export type Vector = readonly [number, number, number]

/** Where a flat card lies before the camera; millimetres, x right, y down, z away from the camera. */
export interface CardPose {
  /** Angle between the card's face and the picture plane as seen from the camera; 0: seen from straight above. */
  readonly tiltDegrees: number
  readonly focalPx: number
  /** The card's axes (right, down, into the card away from the viewer) in the camera's frame. */
  readonly right: Vector
  readonly down: Vector
  readonly inward: Vector
  /** The card's top-left corner in the camera's frame. */
  readonly corner: Vector
}

/** Phones' main cameras: horizontal field of view about 50–70°. */
const usualFocal = 1.0

/**
 * Pose of a card from its outline. The lens is not known, so the focal length is the one near the usual for which both of the
 * card's axes come out as long as they are and at right angles (Z. Zhang, A Flexible New Technique for Camera Calibration, 2000).
 * @returns null for outlines that no card can have
 */
export function estimatePose(
  quad: Quad,
  picture: { readonly width: number; readonly height: number },
  sizeMm: { readonly width: number; readonly height: number } = id1Mm,
): CardPose | null {
  const [a, b, c, d, e, f, g, h] = unitSquareToQuad(quad)
  const cx = picture.width / 2
  const cy = picture.height / 2
  const longSide = Math.max(picture.width, picture.height)
  let best: { cost: number; focal: number } | null = null
  const axes = (focal: number) => ({
    r1: [
      (a - cx * g) / focal / sizeMm.width,
      (d - cy * g) / focal / sizeMm.width,
      g / sizeMm.width,
    ] as const,
    r2: [
      (b - cx * h) / focal / sizeMm.height,
      (e - cy * h) / focal / sizeMm.height,
      h / sizeMm.height,
    ] as const,
  })
  for (let ratio = 0.6; ratio <= 1.7; ratio += 0.05) {
    const { r1, r2 } = axes(ratio * longSide)
    const l1 = Math.hypot(...r1)
    const l2 = Math.hypot(...r2)
    const lean = dot(r1, r2) / (l1 * l2)
    const cost =
      lean ** 2 + Math.log(l1 / l2) ** 2 + 0.0006 * (Math.log(ratio / usualFocal) / 0.2) ** 2
    if (best === null || cost < best.cost) best = { cost, focal: ratio * longSide }
  }
  if (best === null || !Number.isFinite(best.cost)) return null
  const { r1, r2 } = axes(best.focal)
  const scale = 2 / (Math.hypot(...r1) + Math.hypot(...r2))
  const right = unit(r1)
  const leaning = dot(right, r2)
  const down = unit([
    r2[0] - leaning * right[0],
    r2[1] - leaning * right[1],
    r2[2] - leaning * right[2],
  ])
  const inward: Vector = [
    right[1] * down[2] - right[2] * down[1],
    right[2] * down[0] - right[0] * down[2],
    right[0] * down[1] - right[1] * down[0],
  ]
  const corner: Vector = [((c - cx) / best.focal) * scale, ((f - cy) / best.focal) * scale, scale]
  const halfWidth = sizeMm.width / 2
  const halfHeight = sizeMm.height / 2
  const middle: Vector = [
    corner[0] + right[0] * halfWidth + down[0] * halfHeight,
    corner[1] + right[1] * halfWidth + down[1] * halfHeight,
    corner[2] + right[2] * halfWidth + down[2] * halfHeight,
  ]
  const cosine = Math.min(1, Math.abs(dot(inward, unit(middle))))
  return {
    tiltDegrees: (Math.acos(cosine) * 180) / Math.PI,
    focalPx: best.focal,
    right,
    down,
    inward,
    corner,
  }
}

/** The tilt alone, for guiding the hand to 40–60°; null where the outline makes no sense. */
export const measureTilt = (
  quad: Quad,
  picture: { readonly width: number; readonly height: number },
): number | null => estimatePose(quad, picture)?.tiltDegrees ?? null

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

const unit = (v: Vector): Vector => {
  const length = Math.hypot(...v) || 1
  return [v[0] / length, v[1] / length, v[2] / length]
}

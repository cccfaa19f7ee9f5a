import type { FacePlan } from './face-plan.ts'
import { mix, smoothCurve } from './scalars.ts'

/** The horizontal section of a head at a height: a superellipse with another depth before and behind its widest point. */
export type HeadProfile = {
  readonly bottomY: number
  readonly topY: number
  readonly halfWidth: (y: number) => number
  readonly front: (y: number) => number
  readonly back: (y: number) => number
  readonly widestZ: (y: number) => number
  readonly roundness: (y: number) => number
}

/** The head without its features, in centimetres: seventeen control sections from crown to chin. */
export const headProfile = (plan: FacePlan): HeadProfile => {
  const { traits, length: L, jawDrop, chinY, crownY, open } = plan
  const {
    headWidth: W,
    jawWidth: jaw,
    cheekWidth: cheek,
    cheekFull,
    jawSquare,
    chinForward,
    chinWidth,
    foreheadSlope: slope,
  } = traits
  const jawY = -8 * L - jawDrop * 0.45
  // y, half width, front, back, z of the widest point, roundness
  const sections = [
    [crownY + 0.25, 0.2, -0.8, -1.6, -1.2, 2],
    [crownY - 0.35, 3.1 * W, 3.4, -5, -1.2, 2],
    [crownY - 2, 5.5 * W, 6.4, -8, -1.2, 2.1],
    [8, 6.8 * W, 8.1 - slope * 0.8, -9.4, -1, 2.2],
    [6, 7.3 * W, 8.9 - slope * 0.5, -10, -1, 2.25],
    [4, 7.45 * W, 9.3 - slope * 0.2, -10, -1, 2.3],
    [2, 7.35 * W, 9.4, -9.8, -0.8, 2.35],
    [0, 7.15 * W + cheek * 0.3, 9.1, -9.3, -0.5, 2.35],
    [-2 * L, 7 * W + cheek * 0.8, 9.1, -8.6, -0.2, 2.3],
    [-4 * L, 6.75 * W + cheek * 0.8 + cheekFull * 0.15, 9.3, -7.8, 0, 2.2],
    [-6 * L, 6.3 * W + cheek * 0.35 + jaw * 0.5 + cheekFull * 0.25, 9.55, -6.6, 0.4, 2.15],
    [
      jawY,
      5.65 * W + jaw * 0.9 + cheekFull * 0.25 - open * 0.2,
      9.45 + chinForward * 0.3,
      -4.5,
      1.3,
      2.1,
    ],
    [
      mix(jawY, chinY, 0.55),
      4.45 * W + jaw * 0.9 + jawSquare * 0.45,
      9.3 + chinForward * 0.7,
      -2,
      2.6,
      2.05,
    ],
    [
      mix(jawY, chinY, 0.85),
      3.2 * W + jaw * 0.5 + jawSquare * 0.5 + chinWidth * 0.4,
      9.15 + chinForward,
      0.5,
      3.8,
      2.1,
    ],
    [chinY, 2.3 * W + chinWidth * 0.6 + jawSquare * 0.3, 8.5 + chinForward, 2, 4.4, 2.15],
    [chinY - 0.45, 1.5, 7 + chinForward * 0.6, 3, 4.6, 2.1],
    [chinY - 0.6, 0.3, 5.4, 4, 4.6, 2],
  ] as const
  const rising = sections.toReversed()
  return {
    bottomY: chinY - 0.6,
    topY: crownY + 0.25,
    halfWidth: smoothCurve(rising.map(([y, v]) => [y, v])),
    front: smoothCurve(rising.map(([y, , v]) => [y, v])),
    back: smoothCurve(rising.map(([y, , , v]) => [y, v])),
    widestZ: smoothCurve(rising.map(([y, , , , v]) => [y, v])),
    roundness: smoothCurve(rising.map(([y, , , , , v]) => [y, v])),
  }
}

import type { FacePlan } from '../face-plan.ts'
import { smoothNoise } from '../noise.ts'
import { irisColors } from '../palettes.ts'
import { bell, clamp, mix, mixRgb, ridge, scaleRgb, smoothstep } from '../scalars.ts'
import type { Rgb } from '../scalars.ts'
import { cover, eachTexel, fold, polish } from './canvas.ts'
import type { Canvas } from './canvas.ts'

const white: Rgb = [0.66, 0.62, 0.59]
const lacrimal: Rgb = [0.55, 0.3, 0.27]
const limbus: Rgb = [0.012, 0.01, 0.01]
const pupil: Rgb = [0.004, 0.004, 0.004]
const lashColor: Rgb = [0.012, 0.008, 0.007]
const lowerLashColor: Rgb = [0.06, 0.03, 0.025]

/** Lids, crease, bags, eyeball and lashes of both eyes. */
export const paintEyes = (canvas: Canvas, plan: FacePlan): void => {
  paintEye(canvas, plan, -1)
  paintEye(canvas, plan, 1)
}

const paintEye = (canvas: Canvas, plan: FacePlan, side: -1 | 1): void => {
  const { traits, smile, shut, raise } = plan
  const middleX = plan.eyeX(side)
  const middleY = plan.eyeY(side)
  const tilt = traits.eyeTilt * side + traits.uneven.eyeTilt * 0.3
  const cosine = Math.cos(tilt)
  const sine = Math.sin(tilt)
  const box = {
    left: middleX - 2.6,
    right: middleX + 2.6,
    bottom: middleY - 2.2,
    top: middleY + 2.2,
  }
  eachTexel(box, (x, y, offset) => {
    const dx = (x - middleX) * cosine + (y - middleY) * sine
    const dy = (y - middleY) * cosine - (x - middleX) * sine
    // -1 at the inner corner, +1 at the outer one.
    const along = (dx / traits.eyeWidth) * side
    const inside = Math.max(0, 1 - along * along)
    const skew = traits.eyeSkew * along
    const upperLid = traits.eyeHeight * 1.02 * inside ** 0.62 * (1 - 0.6 * skew)
    const lowerLid = traits.eyeHeight * 0.72 * inside ** 0.8 * (1 + 0.3 * skew) * (1 - smile * 0.5)
    const lower = -lowerLid
    const upper = mix(upperLid + 0.1 * raise * inside, lower + 0.02, shut)
    const lids: Lids = { dx, dy, along, inside, upper, lower, upperLid, lowerLid }

    paintLids(canvas, offset, plan, lids)
    if (inside > 0 && dy < upper && dy > lower && shut < 0.97) {
      const opacity = smoothstep(0, 0.03, upper - dy) * smoothstep(0, 0.03, dy - lower)
      cover(canvas, offset, eyeball(plan, lids), opacity)
      polish(canvas, offset, 1.2, opacity)
    }
    if (Math.abs(along) < 1.12) paintLashes(canvas, offset, plan, lids)
  })
}

/** A place about an eye, in centimetres along its axes, and the lids there. */
type Lids = {
  readonly dx: number
  readonly dy: number
  readonly along: number
  readonly inside: number
  readonly upper: number
  readonly lower: number
  readonly upperLid: number
  readonly lowerLid: number
}

const paintLids = (canvas: Canvas, offset: number, plan: FacePlan, lids: Lids): void => {
  const { traits, smile, shut } = plan
  const { dx, dy, along, inside, upper, upperLid, lowerLid } = lids
  if (Math.abs(along) < 1.25) {
    const fade = smoothstep(1.25, 0.85, Math.abs(along))
    const creaseY = upperLid + traits.lidCrease * (0.6 + 0.4 * inside) - shut * 0.1
    const crease =
      ridge(dy - creaseY, 0.075) * fade * (1 - 0.75 * shut) * clamp(traits.lidCreaseDark)
    fold(canvas, offset, 0.42 * crease, 0.34 * crease)
    const lid =
      smoothstep(creaseY + 0.5, creaseY, dy) *
      smoothstep(upper - 0.05, upper + 0.05, dy) *
      fade *
      (1 - shut)
    fold(canvas, offset, 0.14 * lid, 0.1 * lid)
    const bag = ridge(dy + lowerLid + 0.42 + 0.15 * inside, 0.13) * fade
    fold(
      canvas,
      offset,
      (0.22 * traits.eyeBags + 0.12 * smile) * bag,
      (0.16 * traits.eyeBags + 0.1 * smile) * bag,
    )
    const circle = traits.eyeBags * bell(dx, dy + 0.55, 1.2, 0.35)
    fold(canvas, offset, 0.1 * circle, 0.05 * circle)
  }
  if (along > 0.9) {
    const crowFeet =
      smoothstep(0.95, 1.15, along) *
      smoothstep(1.9, 1.4, along) *
      Math.sin(((dy + 0.1) / (along - 0.6)) * 6) ** 6
    fold(canvas, offset, (traits.wrinkles * 0.18 + 0.12 * smile) * crowFeet)
  }
}

const eyeball = ({ traits, gaze }: FacePlan, { dx, dy, along, upper }: Lids): Rgb => {
  const irisColor = irisColors[traits.iris] ?? limbus
  const reddened = bell(along + 0.98, 0, 0.13, 1) + 0.25 * smoothstep(0.6, 1, Math.abs(along))
  let color = mixRgb(white, lacrimal, reddened)
  const x = dx - gaze[0] * 0.5
  const y = dy - 0.03 - gaze[1] * 0.4
  const distance = Math.hypot(x, y)
  const radius = traits.irisSize
  if (distance < radius * 1.06) {
    const fibres = smoothNoise(Math.atan2(y, x) * 9 + 30, distance * 4, traits.salt + 70)
    const light = (0.75 + 0.5 * fibres) * (0.65 + 0.6 * smoothstep(radius * 0.2, radius, distance))
    const rimmed = mixRgb(
      scaleRgb(irisColor, light),
      limbus,
      smoothstep(radius * 0.82, radius * 1.02, distance) * 0.75,
    )
    const iris = mixRgb(rimmed, pupil, smoothstep(radius * 0.42, radius * 0.36, distance))
    color = mixRgb(color, iris, smoothstep(radius * 1.06, radius * 0.96, distance))
  }
  // The window's reflection, and the shadow of the upper lid.
  const glint = Math.hypot(x + 0.16, y - 0.18)
  if (glint < 0.13) color = mixRgb(color, [1, 1, 1], smoothstep(0.13, 0.08, glint))
  return scaleRgb(color, 1 - 0.55 * smoothstep(0.34, 0, upper - dy))
}

const paintLashes = (
  canvas: Canvas,
  offset: number,
  { traits, shut }: FacePlan,
  lids: Lids,
): void => {
  const { dy, along, upper, lower } = lids
  const { lashes } = traits
  const beyond = Math.abs(along) > 1 ? (1.12 - Math.abs(along)) / 0.12 : 1
  const thickness = 0.05 + 0.06 * lashes * (0.5 + 0.5 * smoothstep(-0.6, 0.9, along))
  const line = ridge(dy - upper, thickness) * beyond
  cover(canvas, offset, lashColor, clamp(0.92 * line * (0.55 + 0.45 * lashes)))
  cover(canvas, offset, lowerLashColor, 0.4 * ridge(dy - lower, 0.05) * beyond * (1 - shut))
  const length = 0.26 * lashes
  if (lashes > 0.6 && dy > upper - 0.02 && dy < upper + length && along > -0.7) {
    const single = Math.sin(along * 22 + (dy - upper) * 3 * along) ** 8
    const fade = smoothstep(length, 0, dy - upper)
    cover(canvas, offset, lashColor, 0.55 * single * fade * beyond)
  }
}

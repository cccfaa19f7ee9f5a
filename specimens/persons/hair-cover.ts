import { cloudNoise, smoothNoise } from './noise.ts'
import { at, clamp, smoothCurve, smoothstep } from './scalars.ts'
import type { HairStyle, Traits } from './traits.ts'

const volumes: Record<HairStyle, number> = {
  bald: 0,
  buzz: 0.12,
  short: 0.6,
  side: 0.9,
  fringe: 0.7,
  curly: 1.5,
  long: 0.8,
  longfringe: 0.8,
  bob: 0.9,
  bun: 0.3,
}

/** How far hair stands off the skull, in centimetres. */
export const hairVolume = ({ hairStyle, hairVolume: own }: Traits): number =>
  volumes[hairStyle] * (0.6 + 0.5 * Math.abs(own))

/** Which part of the head is hair and how thick it lies, by angle (0 at the nose), x and height. */
export const hairCover = (
  traits: Traits,
): ((angle: number, x: number, y: number) => { share: number; volume: number }) => {
  const style = traits.hairStyle
  const hasFringe = style === 'fringe' || style === 'longfringe'
  const fringe = hasFringe ? -3.1 : 0
  const { hairline, hairRecess, hairPeak, salt } = traits
  const curl = style === 'curly' ? { around: 7, along: 1.1 } : { around: 2.2, along: 0.35 }
  const standing = hairVolume(traits)
  // The hairline's height by the angle away from the nose, in radians.
  const line = smoothCurve([
    [0, hairline - 0.4 * hairPeak + fringe],
    [0.25, hairline + 0.1 + fringe + hairRecess * 0.35],
    [0.55, hairline - 0.3 + fringe * 0.9 + hairRecess * 0.9],
    [0.85, hairline - 1.6 + fringe * 0.5 + hairRecess * 0.5],
    [1.12, 2.2],
    [1.3, -1.2],
    [1.5, -1.6],
    [1.75, -3.5],
    [2.1, -6.5],
    [3.2, -7],
  ])
  const heights = Float32Array.from({ length: 200 }, (_, index) => line((index / 199) * 3.2))
  const lineAt = (angle: number) =>
    at(heights, clamp(Math.round((Math.abs(angle) / 3.2) * 199), 0, 199))

  return (angle, x, y) => {
    if (style === 'bald') return { share: 0, volume: 0 }
    const above = y - (lineAt(angle) + (smoothNoise(angle * 9, 3, salt) - 0.5) * 0.7)
    const share = smoothstep(-0.25, 0.5, above)
    const locks = 0.75 + 0.5 * cloudNoise(angle * curl.around + 20, y * curl.along, salt)
    let volume = standing * share * smoothstep(0, 1.6, above) * locks
    if (style === 'side') volume *= 1 + 0.5 * Math.tanh((traits.hairPart * x) / 6)
    if (hasFringe) volume = Math.max(volume, 0.35 * share)
    return { share, volume }
  }
}

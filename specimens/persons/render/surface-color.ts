import type { Person } from '../build-person.ts'
import type { Material } from '../mesh.ts'
import { smoothNoise } from '../noise.ts'
import { canvasHeight, canvasWidth } from '../paint/canvas.ts'
import { at, clamp, mix } from '../scalars.ts'
import { skinColor } from '../skin-color.ts'
import type { SurfacePoint } from './surface-point.ts'

/** What a surface gives back of the light. One record is reused for all points of an image. */
export type SurfaceColor = {
  r: number
  g: number
  b: number
  gloss: number
  /** How much light wanders through it as through flesh, 0 to 1. */
  flesh: number
}

/** The colour of a person's surfaces, by material. */
export const surfaceColors = (
  person: Person,
): Record<Material, (point: SurfacePoint, color: SurfaceColor) => void> => {
  const { traits, canvas } = person
  const { salt } = traits
  const [skinR, skinG, skinB] = skinColor(traits)
  const [hairR, hairG, hairB] = traits.hair
  const cropped = traits.hairStyle === 'buzz'

  const texel = (u: number, v: number, color: SurfaceColor): void => {
    const column = clamp(Math.floor(u), 0, canvasWidth - 2)
    const row = clamp(Math.floor(v), 0, canvasHeight - 2)
    const right = clamp(u - column)
    const up = clamp(v - row)
    const below = (row * canvasWidth + column) * 4
    const above = below + canvasWidth * 4
    const channel = (c: number) =>
      (at(canvas, below + c) * (1 - right) + at(canvas, below + 4 + c) * right) * (1 - up) +
      (at(canvas, above + c) * (1 - right) + at(canvas, above + 4 + c) * right) * up
    color.r = channel(0)
    color.g = channel(1)
    color.b = channel(2)
    color.gloss = channel(3)
  }

  return {
    face: (point, color) => {
      texel(point.u, point.v, color)
      color.flesh = 1
      if (point.hair <= 0) return
      const angle = Math.atan2(point.ownX, point.ownZ + 3)
      const lock = smoothNoise(angle * 26 + 0.3 * point.ownY, point.ownY * 0.8, salt + 200)
      const strand = smoothNoise(angle * 70 + point.ownY, point.ownY * 1.3, salt + 201)
      const dense = (point.hair - 0.5 + (strand - 0.5) * 0.7) * (cropped ? 1.5 : 3) + 0.5
      const share = clamp(dense) * (cropped ? 0.75 : 1)
      const light = 0.5 + 0.6 * lock + 0.5 * strand
      color.r = mix(color.r, hairR * light, share)
      color.g = mix(color.g, hairG * light, share)
      color.b = mix(color.b, hairB * light, share)
      color.gloss = mix(color.gloss, 0.35, share)
      color.flesh = share > 0.5 ? 0 : 1
    },
    skin: (_, color) => {
      color.r = skinR * 0.95
      color.g = skinG * 0.9
      color.b = skinB * 0.88
      color.gloss = 0.3
      color.flesh = 1
    },
    hair: ({ u, v }, color) => {
      const lock = smoothNoise(u * 5.5, v * 0.35, salt + 300)
      const strand = smoothNoise(u * 14 + v * 0.4, v * 0.5, salt + 301)
      const light = 0.45 + 0.65 * lock + 0.5 * strand
      color.r = hairR * light
      color.g = hairG * light
      color.b = hairB * light
      color.gloss = 0.35
      color.flesh = 0
    },
    cloth: ({ x, y }, color) => {
      // Folds fall from the shoulder.
      const folds = smoothNoise(x * 0.45 + y * 0.2, y * 0.1, salt + 7)
      const weave = 0.78 + 0.28 * folds + 0.14 * smoothNoise(x * 3, y * 3, salt)
      color.r = traits.cloth[0] * weave
      color.g = traits.cloth[1] * weave
      color.b = traits.cloth[2] * weave
      color.gloss = 0
      color.flesh = 0
    },
    glass: (_, color) => {
      color.r = 0.012
      color.g = 0.012
      color.b = 0.015
      color.gloss = 1.4
      color.flesh = 0
    },
    mask: (_, color) => {
      color.r = 0.72
      color.g = 0.78
      color.b = 0.82
      color.gloss = 0.1
      color.flesh = 0
    },
  }
}

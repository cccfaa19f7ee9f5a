import type { Raster } from '../raster.ts'
import { builtPerson } from './built-person.ts'
import { cameraGrades, takeJpeg } from './camera-noise.ts'
import type { Grade } from './camera-noise.ts'
import { hashNoise } from './noise.ts'
import { renderPerson, renderPersons } from './render-person.ts'
import { coolCeiling, faceZoom, softWindow, studio, warmLamp } from './render/view.ts'
import type { Lighting, View } from './render/view.ts'
import type { Rgb } from './scalars.ts'
import type { Worn } from './worn-meshes.ts'

/**
 * The photograph in a licence: taken some years ago in a studio's light before a plain blue-grey ground, frontal,
 * neutral, without a hat (道路交通法施行規則 asks for that). Pixels; the head fills 60 % of the width.
 */
export const portraitPhoto = (
  seed: number,
  { width = 480, height = 600 }: { readonly width?: number; readonly height?: number } = {},
): Raster =>
  renderPerson(
    builtPerson(seed, {}, 'earlier'),
    { yawDeg: -1.5, pitchDeg: 1 },
    {
      width,
      height,
      lighting: studio,
      background: [portraitGround, portraitGround],
      clouds: 0,
      zoom: 2.05,
      shiftYCm: 0.6,
      samples: 'every',
    },
  )

const portraitGround: Rgb = [0.3, 0.42, 0.55]

export type SelfieLight = 'window' | 'lamp' | 'ceiling'

export type SelfieOptions = {
  readonly light?: SelfieLight
  readonly grade?: Grade
  readonly wears?: readonly Worn[]
  /** A second person in the picture, by seed. */
  readonly besideSeed?: number
  readonly width?: number
  readonly height?: number
}

/** A selfie as a front camera stores it, JPEG; 480×640 unless told. */
export const selfiePhoto = (seed: number, options: SelfieOptions = {}): Promise<Buffer> => {
  const { grade = 'mild' } = options
  return takeJpeg(selfieRaster(seed, options), cameraGrades[grade], seed)
}

/** The same selfie before sensor and compression, for a picture that is held up to another camera. */
export const selfieRaster = (seed: number, options: SelfieOptions = {}): Raster => {
  const { light = 'window', grade = 'mild', wears = [], besideSeed } = options
  const { width = 480, height = 640 } = options
  const { lighting, background } = selfieScenes[light]
  // How the hand happens to hold the phone: a few degrees either way, by seed.
  const sway = (salt: number, range: number) => (hashNoise(seed, salt, 77) * 2 - 1) * range
  const loose = grade === 'mild' ? 1 : 2
  const view: View = {
    width,
    height,
    lighting,
    background,
    zoom: faceZoom(width, height),
    exposure: grade === 'mild' ? 1 : 0.85,
    samples: 'every',
  }
  const person = builtPerson(seed, { expression: { smile: 0.15 }, wears })
  const figure = {
    person,
    yawDeg: sway(1, 3 * loose),
    pitchDeg: 2 + sway(2, 2 * loose),
    rollDeg: sway(3, 2.5 * loose),
    atXCm: sway(4, 0.6 * loose) - (besideSeed === undefined ? 0 : 9),
    atYCm: sway(5, 0.6 * loose),
  }
  if (besideSeed === undefined) return renderPersons([figure], view)
  const second = { person: builtPerson(besideSeed), yawDeg: -6, rollDeg: 3, atXCm: 10, atYCm: -1 }
  return renderPersons([figure, second], { ...view, zoom: view.zoom ? view.zoom * 0.8 : 1 })
}

const selfieScenes: Record<
  SelfieLight,
  { readonly lighting: Lighting; readonly background: readonly [Rgb, Rgb] }
> = {
  window: {
    lighting: softWindow,
    background: [
      [0.55, 0.56, 0.55],
      [0.42, 0.41, 0.39],
    ],
  },
  lamp: {
    lighting: warmLamp,
    background: [
      [0.5, 0.4, 0.3],
      [0.2, 0.15, 0.1],
    ],
  },
  ceiling: {
    lighting: coolCeiling,
    background: [
      [0.32, 0.36, 0.4],
      [0.16, 0.17, 0.19],
    ],
  },
}

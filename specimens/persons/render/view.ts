import type { Rgb } from '../scalars.ts'

/** Where a head points. Degrees; yaw turns to the person's own left, pitch looks up, roll leans to the image's left. */
export type Pose = {
  readonly yawDeg?: number
  readonly pitchDeg?: number
  readonly rollDeg?: number
}

/** Light from afar, from `towards` (a direction to the light), or of a lamp at a place in centimetres. */
export type Light =
  | { readonly towards: readonly [number, number, number]; readonly color: Rgb }
  | {
      readonly place: readonly [number, number, number]
      readonly color: Rgb
      /** Squared distance, cm², at which the lamp shines with its full colour. */
      readonly fullAtSquaredCm: number
    }

export type Lighting = {
  readonly ambient: Rgb
  readonly lights: readonly Light[]
  /** The light on what lies behind the person. */
  readonly onBackground?: Rgb
}

export type View = {
  readonly width: number
  readonly height: number
  readonly lighting: Lighting
  /** Colours of the background at the top and at the bottom. */
  readonly background?: readonly [Rgb, Rgb]
  /** Cloudiness of the background, 0 (a plain studio ground) to 1. */
  readonly clouds?: number
  /** 1 lets a head of 15 cm fill about a fifth of the width. */
  readonly zoom?: number
  /** Moves what is seen, in centimetres to the image's right and up. */
  readonly shiftXCm?: number
  readonly shiftYCm?: number
  readonly distanceCm?: number
  readonly exposure?: number
  /** The camera's automatic exposure goes half-way towards the skin's brightness; off where light itself is measured. */
  readonly autoExposure?: boolean
  /** `every` shades each of four samples of a pixel; `edges` shades once where one surface fills the pixel. */
  readonly samples?: 'every' | 'edges'
}

/** A soft window on the image's right, a dim room on the left. */
export const softWindow: Lighting = {
  ambient: [0.32, 0.33, 0.36],
  lights: [
    { towards: [0.35, 0.5, 0.8], color: [0.62, 0.6, 0.56] },
    { towards: [-0.7, 0.2, 0.6], color: [0.2, 0.21, 0.24] },
  ],
}

/** Two softboxes beside the camera, as in a licence office or a photograph booth. */
export const studio: Lighting = {
  ambient: [0.36, 0.36, 0.37],
  lights: [
    { towards: [0.5, 0.35, 0.9], color: [0.36, 0.36, 0.35] },
    { towards: [-0.5, 0.35, 0.9], color: [0.33, 0.33, 0.33] },
  ],
}

/** A warm lamp on the image's left. */
export const warmLamp: Lighting = {
  ambient: [0.36, 0.3, 0.25],
  lights: [
    { towards: [-0.9, 0.35, 0.6], color: [0.75, 0.6, 0.42] },
    { towards: [0.6, 0.1, 0.8], color: [0.12, 0.14, 0.18] },
  ],
}

/** A cool ceiling light. */
export const coolCeiling: Lighting = {
  ambient: [0.26, 0.28, 0.33],
  lights: [{ towards: [0.2, 0.9, 0.55], color: [0.5, 0.56, 0.66] }],
}

/** A dim room and a phone's screen that shows one colour before the face; use it with `autoExposure: false`. */
export const screenFlash = ([r, g, b]: Rgb): Lighting => ({
  ambient: [0.2, 0.2, 0.21],
  onBackground: [0.4, 0.4, 0.42],
  lights: [
    { towards: [0.3, 0.8, 0.5], color: [0.18, 0.18, 0.17] },
    { place: [0, -4, 48], color: [r * 0.3, g * 0.3, b * 0.3], fullAtSquaredCm: 1600 },
  ],
})

/** The zoom at which a head fills a front camera's picture: two thirds of a wide one's height, half a tall one's width. */
export const faceZoom = (width: number, height: number): number =>
  width > height ? (1.4667 * height) / width : 1.5

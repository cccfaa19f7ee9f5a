/**
 * Upright sRGB pixels as browsers and decoders hand them over: RGB or RGBA, 8 bits a channel, rows from the top.
 * A canvas' `ImageData` is one.
 */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/** RGB without alpha; what a warp yields. */
export interface RgbPixels extends Pixels {
  readonly data: Uint8Array
}

/** One channel, 8 bits. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** 3 or 4. */
export const channelsOf = ({ width, height, data }: Pixels): number =>
  Math.round(data.length / (width * height))

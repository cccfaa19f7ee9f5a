/** An upright sRGB picture: `data` is RGB, 8 bits a channel, rows from the top, `width * height * 3` bytes. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

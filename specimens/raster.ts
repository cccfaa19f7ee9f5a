import sharp from 'sharp'
import type { Sharp } from 'sharp'

/** Pixels without a file format: 8-bit sRGB, three channels, rows from the top, no padding. */
export type Raster = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export type Rgb = readonly [red: number, green: number, blue: number]

/** Reads whatever sharp reads (PNG, JPEG, SVG); transparency falls on white. */
export async function decodeRaster(file: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(file)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

/** `quality`: 1–100. */
export async function rasterToJpeg(raster: Raster, quality = 90): Promise<Uint8Array> {
  return new Uint8Array(await rasterToSharp(raster).jpeg({ quality }).toBuffer())
}

export async function rasterToPng(raster: Raster): Promise<Uint8Array> {
  return new Uint8Array(await rasterToSharp(raster).png({ compressionLevel: 6 }).toBuffer())
}

/** Stretches to exactly `width` × `height`, without keeping the ratio. */
export async function resizeRaster(raster: Raster, width: number, height: number): Promise<Raster> {
  const resized = rasterToSharp(raster).resize(width, height, { fit: 'fill' })
  return { width, height, data: new Uint8Array(await resized.raw().toBuffer()) }
}

/** Scales and crops round the middle, so that `width` × `height` is filled. */
export async function coverRaster(raster: Raster, width: number, height: number): Promise<Raster> {
  const covered = rasterToSharp(raster).resize(width, height, { fit: 'cover' })
  return { width, height, data: new Uint8Array(await covered.raw().toBuffer()) }
}

/** `sigma` in pixels; below 0.3 nothing changes. */
export async function blurRaster(raster: Raster, sigma: number): Promise<Raster> {
  if (sigma < 0.3) return raster
  const data = new Uint8Array(await rasterToSharp(raster).blur(sigma).raw().toBuffer())
  return { width: raster.width, height: raster.height, data }
}

export function rasterToSharp(raster: Raster): Sharp {
  const { width, height, data } = raster
  return sharp(data, { raw: { width, height, channels: 3 } })
}

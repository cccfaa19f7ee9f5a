import sharp from 'sharp'
import type { Raster } from './raster.ts'

/** Encodes pixels anew: nothing but pixels is left of the file they came from. @param quality 1–100 */
export const encodeJpeg = (image: Raster, quality = 85): Promise<Buffer> =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()

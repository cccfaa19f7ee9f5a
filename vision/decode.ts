import sharp, { type Metadata } from 'sharp'
import { DomainError } from '../domain/errors.ts'
import type { Raster } from './raster.ts'

// libvips would keep decoded pictures of persons in a process-wide cache.
sharp.cache(false)

export interface DecodeLimits {
  /** Most pixels that the header may announce; checked before a pixel is decoded. */
  readonly maxPixels?: number
  /** Most bytes of the file. */
  readonly maxBytes?: number
  /** Decode smaller: the longer side gets at most this many pixels (JPEG is shrunk while it loads). */
  readonly maxSidePx?: number
}

export interface DecodedImage extends Raster {
  /** Size of the stored picture, upright, before `maxSidePx`. */
  readonly sourceWidth: number
  readonly sourceHeight: number
}

/**
 * Decodes a hostile file into pixels. Only still JPEG, PNG and WebP; EXIF orientation is applied, CMYK, grey and
 * 16-bit pictures become 8-bit sRGB, transparency lies on white, and everything that is not a pixel (metadata,
 * what trails the picture) is left behind.
 *
 * @throws DomainError IMAGE_FORMAT (other format, animation), IMAGE_UNREADABLE (damaged or cut off),
 * IMAGE_TOO_LARGE (bytes or announced pixels)
 */
export async function decodeImage(
  bytes: Uint8Array,
  { maxPixels = 60_000_000, maxBytes = 25_000_000, maxSidePx }: DecodeLimits = {},
): Promise<DecodedImage> {
  if (bytes.length > maxBytes)
    throw new DomainError('IMAGE_TOO_LARGE', `image: at most ${maxBytes} bytes`)
  const format = sniffFormat(bytes)
  if (format === null) throw new DomainError('IMAGE_FORMAT', 'image: JPEG, PNG or WebP expected')

  const header = await readHeader(bytes)
  if (header.format !== format)
    throw new DomainError('IMAGE_FORMAT', `image: content does not match its ${format} signature`)
  if ((header.pages ?? 1) > 1 || (format === 'png' && isAnimatedPng(bytes)))
    throw new DomainError('IMAGE_FORMAT', 'image: a still picture expected, not an animation')
  if (header.width * header.height > maxPixels)
    throw new DomainError('IMAGE_TOO_LARGE', `image: at most ${maxPixels} pixels`)

  const upright = header.autoOrient
  const shrink =
    maxSidePx === undefined ? 1 : Math.min(1, maxSidePx / Math.max(upright.width, upright.height))
  const pipeline = sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels })
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
  if (shrink < 1)
    pipeline.resize({ width: maxSidePx, height: maxSidePx, fit: 'inside', kernel: 'linear' })
  try {
    const { data, info } = await pipeline
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return {
      width: info.width,
      height: info.height,
      data: toRgb(data, info.width * info.height, info.channels),
      sourceWidth: upright.width,
      sourceHeight: upright.height,
    }
  } catch (cause) {
    throw new DomainError('IMAGE_UNREADABLE', 'image: damaged or cut off', { cause })
  }
}

const startsWith = (bytes: Uint8Array, offset: number, expected: readonly number[]) =>
  expected.every((value, i) => bytes[offset + i] === value)
const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))

function sniffFormat(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (startsWith(bytes, 0, ascii('RIFF')) && startsWith(bytes, 8, ascii('WEBP'))) return 'webp'
  return null
}

async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  try {
    // The pixel limit is ours to report, so the header is read without sharp's own.
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (cause) {
    throw new DomainError('IMAGE_UNREADABLE', 'image: header expected', { cause })
  }
}

/** An `acTL` chunk before the first `IDAT` makes a PNG animated (PNG 3rd edition, 11.3.6.1). */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let offset = 8; offset + 8 <= bytes.length; offset += 12 + view.getUint32(offset)) {
    if (startsWith(bytes, offset + 4, ascii('acTL'))) return true
    if (startsWith(bytes, offset + 4, ascii('IDAT'))) return false
  }
  return false
}

function toRgb(data: Uint8Array, pixels: number, channels: number): Uint8Array {
  if (channels === 3) return data
  const rgb = new Uint8Array(pixels * 3)
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = data[i * channels + (channels < 3 ? 0 : c)] ?? 0
  return rgb
}

import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Logo } from '../db/settings/branding.ts'
import { DomainError } from '../domain/errors.ts'

/** What a logo is taken from, and what is kept of it. */
export const logoLimits = {
  base64: 240_000,
  pixels: 16_000_000,
  width: 480,
  height: 160,
} as const
const formats = ['png', 'jpeg', 'webp']

/**
 * A picture that somebody uploaded, made anew: only pixels get through, no script, no metadata, nothing behind its end.
 * @param base64 of a PNG, JPEG or WebP; no SVG, which is a document that can hold scripts
 * @throws DomainError `IMAGE_TOO_LARGE`, `IMAGE_UNREADABLE`, `IMAGE_FORMAT`
 */
export async function readLogo(base64: string): Promise<Logo> {
  if (base64.length > logoLimits.base64)
    throw new DomainError('IMAGE_TOO_LARGE', 'logo: expected 180 kB at most')
  const bytes = Buffer.from(base64, 'base64')
  if (!startsLikePicture(bytes))
    throw new DomainError('IMAGE_FORMAT', 'logo: expected a PNG, JPEG or WebP')
  try {
    const picture = sharp(bytes, { limitInputPixels: logoLimits.pixels, failOn: 'error', pages: 1 })
    const { format } = await picture.metadata()
    if (!formats.includes(format))
      throw new DomainError('IMAGE_FORMAT', 'logo: expected a PNG, JPEG or WebP')
    const { data: png, info } = await picture
      .autoOrient()
      .resize({
        width: logoLimits.width,
        height: logoLimits.height,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
    const sha256 = createHash('sha256').update(png).digest('hex')
    return { sha256, png, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('IMAGE_UNREADABLE', 'logo: expected a picture that can be opened', {
      cause: error,
    })
  }
}

/** Looked at before any decoder does: others of its formats, SVG among them, never begin. */
const startsLikePicture = (bytes: Buffer): boolean =>
  bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) ||
  bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) ||
  (bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
    bytes.subarray(8, 12).toString('latin1') === 'WEBP')

import { id1Mm, type Quad } from '../../domain/geometry.ts'
import { unitSquareToQuad } from './homography.ts'
import { channelsOf, type Pixels, type RgbPixels } from './pixels.ts'
import { quadSize } from './quads.ts'

/** Size of a rectified ID-1 side, 11.7 pixels a millimetre. */
export const rectifiedPx = {
  width: 1000,
  height: Math.round((1000 * id1Mm.height) / id1Mm.width),
} as const

/**
 * Straightens what lies inside a quad to `width` × `height`. Bilinear; where the picture is finer than the target, several
 * samples are averaged a pixel, so that fine print does not alias. What lies outside the picture becomes its border's colour.
 */
export function warpQuad(
  pixels: Pixels,
  quad: Quad,
  { width, height }: { readonly width: number; readonly height: number } = rectifiedPx,
): RgbPixels {
  const [a, b, c, d, e, f, g, h, i] = unitSquareToQuad(quad)
  const { data: source, width: sourceWidth, height: sourceHeight } = pixels
  const channels = channelsOf(pixels)
  const finer = Math.max(quadSize(quad).width / width, quadSize(quad).height / height)
  const samples = Math.max(1, Math.min(4, Math.round(finer)))
  const weight = 1 / (samples * samples)
  const out = new Uint8Array(width * height * 3)
  const lastX = sourceWidth - 1.001
  const lastY = sourceHeight - 1.001
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let s = 0; s < samples * samples; s++) {
        const u = (x + ((s % samples) + 0.5) / samples) / width
        const v = (y + (Math.floor(s / samples) + 0.5) / samples) / height
        const w = g * u + h * v + i
        const px = Math.min(lastX, Math.max(0, (a * u + b * v + c) / w - 0.5))
        const py = Math.min(lastY, Math.max(0, (d * u + e * v + f) / w - 0.5))
        const ix = Math.floor(px)
        const iy = Math.floor(py)
        const fx = px - ix
        const fy = py - iy
        const at = (iy * sourceWidth + ix) * channels
        const below = at + sourceWidth * channels
        const w00 = (1 - fx) * (1 - fy)
        const w10 = fx * (1 - fy)
        const w01 = (1 - fx) * fy
        const w11 = fx * fy
        red +=
          w00 * (source[at] ?? 0) +
          w10 * (source[at + channels] ?? 0) +
          w01 * (source[below] ?? 0) +
          w11 * (source[below + channels] ?? 0)
        green +=
          w00 * (source[at + 1] ?? 0) +
          w10 * (source[at + channels + 1] ?? 0) +
          w01 * (source[below + 1] ?? 0) +
          w11 * (source[below + channels + 1] ?? 0)
        blue +=
          w00 * (source[at + 2] ?? 0) +
          w10 * (source[at + channels + 2] ?? 0) +
          w01 * (source[below + 2] ?? 0) +
          w11 * (source[below + channels + 2] ?? 0)
      }
      const to = (y * width + x) * 3
      out[to] = red * weight + 0.5
      out[to + 1] = green * weight + 0.5
      out[to + 2] = blue * weight + 0.5
    }
  return { width, height, data: out }
}

import { id1Mm } from '../domain/geometry.ts'
import { cardQuad, invert, onCard, planeToImage } from './card-body.ts'
import type { Pose } from './card-body.ts'
import { resizeRaster } from './raster.ts'
import type { Raster, Rgb } from './raster.ts'

export type Body = {
  readonly thicknessMm: number
  readonly cornerRadiusMm: number
  /** Colour of the cut edge. */
  readonly edge: Rgb
}

export const plasticCard: Body = {
  thicknessMm: id1Mm.thickness,
  cornerRadiusMm: id1Mm.cornerRadius,
  edge: [176, 174, 168],
}

export const paperSheet = (thicknessMm = 0.1): Body => ({
  thicknessMm,
  cornerRadiusMm: 0,
  edge: [216, 214, 206],
})

/**
 * Draws the body into `image` (in place) in true perspective: the face, and what is seen of the edge behind it.
 * Each pixel is the mean of four rays; along the edge each ray asks slices of the body from front to back.
 */
export async function drawBody(image: Raster, card: Raster, pose: Pose, body: Body): Promise<void> {
  const { width, height, data } = image
  const quad = cardQuad(pose, image)
  const marginPx = 3 + (body.thicknessMm / id1Mm.width) * pose.cardWidthPx * 1.2
  const x0 = Math.max(0, Math.floor(Math.min(...quad.map(({ x }) => x)) - marginPx))
  const x1 = Math.min(width - 1, Math.ceil(Math.max(...quad.map(({ x }) => x)) + marginPx))
  const y0 = Math.max(0, Math.floor(Math.min(...quad.map(({ y }) => y)) - marginPx))
  const y1 = Math.min(height - 1, Math.ceil(Math.max(...quad.map(({ y }) => y)) + marginPx))

  // The face, no finer than the image can show (finer would flicker between pixels).
  const faceWidth = Math.min(card.width, Math.round(pose.cardWidthPx * 1.25))
  const face = await resizeRaster(
    card,
    faceWidth,
    Math.round((faceWidth * card.height) / card.width),
  )
  const slices = 10
  const inverses = Array.from({ length: slices + 1 }, (_, at) =>
    invert(planeToImage(pose, image, (body.thicknessMm * at) / slices)),
  )
  const [front = inverses[0]] = inverses
  if (!front) return
  const [a, b, c, d, e, f, g, h, i] = front
  const scaleX = face.width / id1Mm.width
  const scaleY = face.height / id1Mm.height
  const pixels = face.data
  const stride = face.width * 3

  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const o = (y * width + x) * 3
      let red = 0
      let green = 0
      let blue = 0
      for (let ray = 0; ray < 4; ray++) {
        const px = x + (ray & 1 ? 0.75 : 0.25)
        const py = y + (ray & 2 ? 0.75 : 0.25)
        const w = g * px + h * py + i
        const mx = (a * px + b * py + c) / w
        const my = (d * px + e * py + f) / w
        if (onCard(mx, my, body.cornerRadiusMm)) {
          // Bilinear sample of the face.
          const u = Math.min(Math.max(mx * scaleX - 0.5, 0), face.width - 1.001)
          const v = Math.min(Math.max(my * scaleY - 0.5, 0), face.height - 1.001)
          const ui = u | 0
          const vi = v | 0
          const fu = u - ui
          const fv = v - vi
          const p = vi * stride + ui * 3
          const w00 = (1 - fu) * (1 - fv)
          const w10 = fu * (1 - fv)
          const w01 = (1 - fu) * fv
          const w11 = fu * fv
          red +=
            byte(pixels, p) * w00 +
            byte(pixels, p + 3) * w10 +
            byte(pixels, p + stride) * w01 +
            byte(pixels, p + stride + 3) * w11
          green +=
            byte(pixels, p + 1) * w00 +
            byte(pixels, p + 4) * w10 +
            byte(pixels, p + stride + 1) * w01 +
            byte(pixels, p + stride + 4) * w11
          blue +=
            byte(pixels, p + 2) * w00 +
            byte(pixels, p + 5) * w10 +
            byte(pixels, p + stride + 2) * w01 +
            byte(pixels, p + stride + 5) * w11
          continue
        }
        const nearEdge = mx > -3 && my > -3 && mx < id1Mm.width + 3 && my < id1Mm.height + 3
        if (nearEdge && inverses.some((inverse) => hits(inverse, px, py, body.cornerRadiusMm))) {
          red += body.edge[0]
          green += body.edge[1]
          blue += body.edge[2]
          continue
        }
        red += byte(data, o)
        green += byte(data, o + 1)
        blue += byte(data, o + 2)
      }
      data[o] = red / 4
      data[o + 1] = green / 4
      data[o + 2] = blue / 4
    }
  }
}

function hits(inverse: ReturnType<typeof invert>, px: number, py: number, radius: number): boolean {
  const [a, b, c, d, e, f, g, h, i] = inverse
  const w = g * px + h * py + i
  return onCard((a * px + b * py + c) / w, (d * px + e * py + f) / w, radius)
}

const byte = (data: Uint8Array, at: number): number => data[at] ?? 0

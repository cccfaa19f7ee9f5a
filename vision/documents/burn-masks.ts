import sharp from 'sharp'
import type { FieldReading } from '../../domain/findings.ts'
import type { CardBox } from '../../domain/geometry.ts'
import type { MaskShape } from '../../domain/masking.ts'
import type { Slot } from '../../domain/method.ts'
import { decodeImage } from '../decode.ts'
import { encodeJpeg } from '../encode.ts'
import { findQuad } from '../pixels/find-quad.ts'
import type { RgbPixels } from '../pixels/pixels.ts'
import { rectifiedPx, warpQuad } from '../pixels/warp.ts'
import type { Raster } from '../raster.ts'
import { rectify } from './rectify.ts'

export interface MasksToBurn {
  readonly slot: Slot
  /** JPEGs that the shapes were drawn on: the photographs, or what earlier masks left of them. */
  readonly frames: readonly Uint8Array[]
  /** The first photograph as it was sent: the card is found in it. */
  readonly original: Uint8Array
  /** Shapes a frame. */
  readonly shapes: readonly (readonly MaskShape[])[]
  /** What was read from this side, and where on the straightened card. */
  readonly fields: readonly Pick<FieldReading, 'key' | 'box'>[]
}

/** Of what is seen by people; little is lost when a picture is masked once more. */
const quality = 92
const ink = [0x18, 0x18, 0x1b] as const
const fill = `rgb(${ink.join(',')})`

/**
 * Overwrites the pixels inside the shapes and encodes what is left anew. The straightened card is cut out of the masked
 * photograph, so that it can show no more than that; `hidden` names the fields that can't be read on it any more.
 * @throws DomainError as `decodeImage`
 */
export async function burnMasks({ slot, frames, original, shapes, fields }: MasksToBurn) {
  const masked: Uint8Array[] = []
  let first: Raster | null = null
  for (const [index, bytes] of frames.entries()) {
    const raster = await burn(await decodeImage(bytes), shapes[index] ?? [])
    first ??= raster
    masked.push(new Uint8Array(await encodeJpeg(raster, quality)))
  }
  const card = first && slot !== 'FACE' ? await straighten(first, original, slot) : null
  return {
    masked,
    rectified: card && new Uint8Array(await encodeJpeg(card, quality)),
    hidden: card
      ? fields.filter(({ box }) => blackShare(card, box) > hiddenShare).map(({ key }) => key)
      : [],
  }
}

async function burn(image: Raster, shapes: readonly MaskShape[]): Promise<Raster> {
  if (shapes.length === 0) return image
  const { width, height } = image
  const raw = { width, height, channels: 3 } as const
  const { data } = await sharp(image.data, { raw })
    .composite([{ input: Buffer.from(drawing(image, shapes)) }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width, height, data: new Uint8Array(data) }
}

/** Hard edges, and a line around: no pixel that a shape touches is blended with what was there. */
function drawing({ width, height }: Raster, shapes: readonly MaskShape[]): string {
  const path = shapes
    .map((points) => {
      const places = points.map((at, i) => (at * (i % 2 === 0 ? width : height)).toFixed(1))
      return `M${places.join(' ')}Z`
    })
    .map((d) => `<path d="${d}"/>`)
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" shape-rendering="crispEdges"><g fill="${fill}" fill-rule="nonzero" stroke="${fill}" stroke-width="3" stroke-linejoin="round">${path}</g></svg>`
}

async function straighten(
  masked: Raster,
  original: Uint8Array,
  slot: Slot,
): Promise<RgbPixels | null> {
  const image = await decodeImage(original)
  const found = findQuad(image, { tilted: slot === 'THICKNESS' })
  if (!found) return null
  // the card's own top is told by its print, which the masks may hide
  const { quad } = rectify(image, found.quad)
  return warpQuad(masked, quad, rectifiedPx)
}

/** A field of which so much is black was meant to be hidden: what is left of a number still says much. */
const hiddenShare = 0.25

function blackShare({ width, height, data }: RgbPixels, box: CardBox): number {
  let black = 0
  let all = 0
  for (let y = Math.floor(box.y0 * height); y < Math.ceil(box.y1 * height); y++)
    for (let x = Math.floor(box.x0 * width); x < Math.ceil(box.x1 * width); x++) {
      const at = (y * width + x) * 3
      all += 1
      if (data[at] === ink[0] && data[at + 1] === ink[1] && data[at + 2] === ink[2]) black += 1
    }
  return all === 0 ? 0 : black / all
}

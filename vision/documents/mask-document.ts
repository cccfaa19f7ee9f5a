import sharp from 'sharp'
import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import type { MaskFinding } from '../../domain/findings.ts'
import type { CardBox, Quad } from '../../domain/geometry.ts'
import type { MaskShape } from '../../domain/masking.ts'
import type { Slot } from '../../domain/method.ts'
import { decodeImage } from '../decode.ts'
import { findQuad } from '../pixels/find-quad.ts'
import { boxToQuad, quadArea } from '../pixels/quads.ts'
import { rectifiedPx } from '../pixels/warp.ts'
import type { RgbPixels } from '../pixels/pixels.ts'
import type { Raster } from '../raster.ts'
import { rectify } from './rectify.ts'

export interface MaskAsked {
  readonly documentType: DocumentType
  readonly slot: Extract<Slot, 'FRONT' | 'BACK' | 'THICKNESS'>
  /** JPEG, PNG or WebP files. */
  readonly frames: readonly Uint8Array[]
  /** Masks (by their names in the catalogue) that the tenant does without; MUST masks stay. */
  readonly without?: readonly string[]
}

export interface MaskedDocument {
  readonly finding: MaskFinding
  /** JPEG, one a frame: the photograph as taken, with opaque boxes. */
  readonly masked: readonly Uint8Array[]
  /** JPEG of the straightened first frame, masked; null where no card was found in it. */
  readonly rectified: Uint8Array | null
  /** What was blackened, a list of outlines for each frame: where a person begins who masks what the machine could not. */
  readonly regions: readonly (readonly MaskShape[])[]
}

/** By which boxes grow on each side, in fractions of the card: outlines are off by a little. */
const growth = 0.025
const minScore = 0.6
const minSideScore = 0.5
const fill = [24, 24, 27] as const

/**
 * Blackens what may not be kept, in the straightened card and in every photograph. The pixels themselves are overwritten and
 * encoded anew, so neither metadata nor a layer holds what was there. `confident` is false when a card was not surely found
 * and recognised in each frame: such pictures belong to the mask operator alone.
 * @throws DomainError as `decodeImage`
 */
export async function maskDocument(asked: MaskAsked): Promise<MaskedDocument> {
  const { documentType, slot, frames, without = [] } = asked
  const side = slot === 'BACK' ? 'BACK' : 'FRONT'
  const { fields, masks } = documentCatalogue[documentType]
  const keep = fields.filter((field) => field.slot === side && field.required).map(({ box }) => box)
  const boxes = masks
    .filter((mask) => mask.slot === side)
    .filter(({ name, force }) => force === 'MUST' || !without.includes(name))
    .map(({ box }) => grow(box, keep))
  const masked: Uint8Array[] = []
  const regions: MaskShape[][] = []
  let rectified: Uint8Array | null = null
  let confident = true
  for (const bytes of frames) {
    const image = await decodeImage(bytes)
    const found = findQuad(image, { tilted: slot === 'THICKNESS' })
    if (!found) {
      confident = confident && boxes.length === 0
      masked.push(await toJpeg(image))
      regions.push([])
      continue
    }
    const { card, quad, scores } = rectify(image, found.quad)
    const likeness = side === 'FRONT' ? scores.front : scores.back
    const other = side === 'FRONT' ? scores.back : scores.front
    if (boxes.length > 0 && (found.score < minScore || likeness < minSideScore || likeness < other))
      confident = false
    for (const box of boxes) {
      fillQuad(image, boxToQuad(quad, box))
      fillQuad(card, boxToQuad(wholeCard, box))
    }
    masked.push(await toJpeg(image))
    regions.push(boxes.map((box) => outlineOf(boxToQuad(quad, box), image)))
    rectified ??= await toJpeg(card)
  }
  return {
    finding: { slot, boxes, confident, by: { engine: 'kakunin-mask', model: null, version: '1' } },
    masked,
    rectified,
    regions,
  }
}

const outlineOf = (quad: Quad, { width, height }: Raster): MaskShape =>
  quad.flatMap(({ x, y }) => [x / width, y / height])

const wholeCard: Quad = [
  { x: 0, y: 0 },
  { x: rectifiedPx.width, y: 0 },
  { x: rectifiedPx.width, y: rectifiedPx.height },
  { x: 0, y: rectifiedPx.height },
]

/** Grows each side, but not over a field that has to stay readable beside it. */
function grow(box: CardBox, keep: readonly CardBox[]): CardBox {
  const sides: readonly CardBox[] = [
    { ...box, x0: Math.max(0, box.x0 - growth) },
    { ...box, y0: Math.max(0, box.y0 - growth) },
    { ...box, x1: Math.min(1, box.x1 + growth) },
    { ...box, y1: Math.min(1, box.y1 + growth) },
  ]
  return sides
    .filter((grown) => !keep.some((field) => overlap(grown, field)))
    .reduce(
      (sum, grown) => ({
        x0: Math.min(sum.x0, grown.x0),
        y0: Math.min(sum.y0, grown.y0),
        x1: Math.max(sum.x1, grown.x1),
        y1: Math.max(sum.y1, grown.y1),
      }),
      box,
    )
}

const overlap = (a: CardBox, b: CardBox): boolean =>
  a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1

/** Overwrites every pixel that the convex quad touches. */
function fillQuad({ width, height, data }: RgbPixels, quad: Quad): void {
  if (quadArea(quad) < 1) return
  const top = Math.max(0, Math.floor(Math.min(...quad.map(({ y }) => y))))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...quad.map(({ y }) => y))))
  for (let y = top; y <= bottom; y++) {
    let left = Infinity
    let right = -Infinity
    for (const line of [y, y + 0.5, y + 1])
      for (const [i, a] of quad.entries()) {
        const b = quad[(i + 1) % 4] ?? a
        if (Math.min(a.y, b.y) > line || Math.max(a.y, b.y) < line || a.y === b.y) continue
        const x = a.x + ((line - a.y) / (b.y - a.y)) * (b.x - a.x)
        left = Math.min(left, x)
        right = Math.max(right, x)
      }
    const from = Math.max(0, Math.floor(left))
    const to = Math.min(width - 1, Math.ceil(right))
    for (let x = from; x <= to; x++) data.set(fill, (y * width + x) * 3)
  }
}

/** Straight from pixels: there is no metadata that could come along. */
async function toJpeg({ width, height, data }: Raster): Promise<Uint8Array> {
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer()
  return new Uint8Array(bytes)
}

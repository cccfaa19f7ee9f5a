import type { Quad } from '../../domain/geometry.ts'
import { turnQuad } from '../pixels/quads.ts'
import type { RgbPixels } from '../pixels/pixels.ts'
import { rectifiedPx, warpQuad } from '../pixels/warp.ts'
import type { Raster } from '../raster.ts'
import { classifySide, type SideScores } from './classify-side.ts'

export interface Rectified {
  /** Upright card of 1000×631. */
  readonly card: RgbPixels
  /** Corners in the picture, the card's own top left first. */
  readonly quad: Quad
  readonly scores: SideScores
}

/** Straightens a card, whichever way round it was held: the outline does not tell top from bottom, the print does. */
export function rectify(image: Raster, quad: Quad): Rectified {
  const card = warpQuad(image, quad, rectifiedPx)
  const asFound = { card, quad, scores: classifySide(card) }
  if (likeness(asFound) > 1 - leastGain) return asFound
  const turned = upsideDown(card)
  const other = { card: turned, quad: turnQuad(quad, 2), scores: classifySide(turned) }
  return likeness(other) > likeness(asFound) + leastGain ? other : asFound
}

/** So much more must a card look like a side when turned. */
const leastGain = 0.05

const likeness = ({ scores }: Rectified): number => Math.max(scores.front, scores.back)

function upsideDown({ width, height, data }: RgbPixels): RgbPixels {
  const turned = new Uint8Array(data.length)
  for (let from = 0, to = data.length - 3; to >= 0; from += 3, to -= 3) {
    turned[to] = data[from] ?? 0
    turned[to + 1] = data[from + 1] ?? 0
    turned[to + 2] = data[from + 2] ?? 0
  }
  return { width, height, data: turned }
}

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
  const asFound = turned(image, quad)
  const upsideDown = turned(image, turnQuad(quad, 2))
  const likeness = ({ scores }: Rectified) => Math.max(scores.front, scores.back)
  return likeness(upsideDown) > likeness(asFound) + 0.05 ? upsideDown : asFound
}

function turned(image: Raster, quad: Quad): Rectified {
  const card = warpQuad(image, quad, rectifiedPx)
  return { card, quad, scores: classifySide(card) }
}

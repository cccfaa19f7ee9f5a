import type { CardBox } from '../../domain/geometry.ts'
import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectFaces } from './detect-faces.ts'
import { mainFace, type Face } from './face.ts'
import { crop } from './sample.ts'

export interface Portrait {
  /** The face in fractions of the card. */
  readonly box: CardBox
  /** The part of the card around it, as `compareFaces` takes it. */
  readonly raster: Raster
  /** The face in pixels of `raster`. */
  readonly face: Face
}

/** Margin around the region, in its own sides: rectified cards are off by a little. */
const margin = 0.06

/** Finds the printed face in the region of a rectified card where its portrait belongs; null when there is none. */
export async function findPortrait(
  card: Raster,
  region: CardBox,
  models: Models,
): Promise<Portrait | null> {
  const width = (region.x1 - region.x0) * card.width
  const height = (region.y1 - region.y0) * card.height
  const left = Math.max(0, Math.floor(region.x0 * card.width - margin * width))
  const top = Math.max(0, Math.floor(region.y0 * card.height - margin * height))
  const raster = crop(card, left, top, width * (1 + 2 * margin), height * (1 + 2 * margin))
  const { main: face } = mainFace(await detectFaces(raster, models))
  if (face === null) return null
  const { x, y, width: faceWidth, height: faceHeight } = face.box
  return {
    box: {
      x0: (left + x) / card.width,
      y0: (top + y) / card.height,
      x1: (left + x + faceWidth) / card.width,
      y1: (top + y + faceHeight) / card.height,
    },
    raster,
    face,
  }
}

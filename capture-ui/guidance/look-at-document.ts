import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { Quad } from '../../domain/geometry.ts'
import { measureDocument, type DocumentHint } from '../../vision/pixels/measure-document.ts'
import type { Pixels } from '../../vision/pixels/pixels.ts'
import { requiredBoxes } from '../../vision/pixels/required-boxes.ts'

export type DocumentSlot = 'FRONT' | 'BACK' | 'THICKNESS'

/** One frame of the viewfinder, measured as the server measures the picture. */
export interface DocumentLook {
  /** Corners as shares of the frame's width and height; null where no card was found. */
  readonly quad: Quad | null
  readonly hints: readonly DocumentHint[]
  /** Card's width : frame's width. */
  readonly widthShare: number
  /** Degrees between the card's face and the picture. */
  readonly tiltDegrees: number
}

/** Pure; runs in a worker. @param frame about 640 px wide */
export function lookAtDocument(
  frame: Pixels,
  { slot, documentType }: { readonly slot: DocumentSlot; readonly documentType: DocumentType },
): DocumentLook {
  const boxes = requiredBoxes(documentType, slot)
  const { quad, hints, measures } = measureDocument(frame, {
    live: true,
    tilted: slot === 'THICKNESS',
    ...(boxes.length > 0 ? { boxes } : {}),
  })
  const share = ({ x, y }: Quad[number]) => ({ x: x / frame.width, y: y / frame.height })
  return {
    quad: quad && [share(quad[0]), share(quad[1]), share(quad[2]), share(quad[3])],
    hints,
    widthShare: measures['widthShare'] ?? 0,
    tiltDegrees: measures['tiltDegrees'] ?? 0,
  }
}

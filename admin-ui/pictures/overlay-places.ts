import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import type { LoadedCapture, LoadedCheck } from '../case/case-types.ts'
import type { Box } from './region.ts'

/** One of two pictures that are laid over each other. */
export interface OverlaySide {
  readonly capture: LoadedCapture
  /** What must come to lie on the other's. */
  readonly box: Box
}
export interface Overlay {
  readonly under: OverlaySide
  readonly over: OverlaySide
  /** Both boxes were found by a machine; else they are where such a picture has its face as a rule. */
  readonly aligned: boolean
}

/**
 * Two pictures that a check compared, with the places that it compared: the chosen check if it has two, else the first that
 * does. Without one, the portrait of the document and the face.
 */
export function overlayOf(
  checks: readonly LoadedCheck[],
  chosen: string | null,
  captures: readonly LoadedCapture[],
  documentType: DocumentType | null,
): Overlay | null {
  const current = captures.filter(({ superseded }) => !superseded)
  const sideOf = (slot: string, box: Box | null): OverlaySide | null => {
    const capture = current.find((each) => each.slot === slot)
    const place = box ?? usualBox(slot, documentType)
    return capture && place ? { capture, box: place } : null
  }
  const inOrder = [
    ...checks.filter(({ key }) => key === chosen),
    ...checks.filter(({ key }) => key === 'FACE_MATCH'),
    ...checks,
  ]
  for (const { evidence } of inOrder) {
    const slots = [...new Set(evidence.map(({ slot }) => slot))]
    const [first, second] = evidence
    if (slots.length !== 2 || evidence.length !== 2 || !first || !second) continue
    const under = sideOf(first.slot, first.box)
    const over = sideOf(second.slot, second.box)
    if (under && over) return { under, over, aligned: first.box !== null && second.box !== null }
  }
  const under = sideOf('FRONT', null)
  const over = sideOf('FACE', null)
  return under && over ? { under, over, aligned: false } : null
}

const usualBox = (slot: string, documentType: DocumentType | null): Box | null =>
  slot === 'FACE' || slot === 'LIVENESS'
    ? { x0: 0.3, y0: 0.25, x1: 0.7, y1: 0.7 }
    : documentType
      ? documentCatalogue[documentType].portrait
      : null

import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import type { ThicknessFinding } from '../../domain/findings.ts'
import type { CardBox, Quad } from '../../domain/geometry.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { toGrey } from '../pixels/grey.ts'
import { boxToQuad } from '../pixels/quads.ts'
import { warpQuad } from '../pixels/warp.ts'
import type { Raster } from '../raster.ts'
import { loadDocument } from './load-document.ts'
import { measureEdge } from './measure-edge.ts'
import { rectify } from './rectify.ts'

export interface TiltedCapture {
  readonly documentType: DocumentType
  /** JPEG, PNG or WebP files. */
  readonly front: Uint8Array
  readonly frames: readonly Uint8Array[]
}

export interface ThicknessDependencies {
  /** Cosine of two portraits, null where one of them shows no face; left out, portraits are not compared. */
  readonly comparePortraits?: (a: Raster, b: Raster) => Promise<number | null>
  /** Cosine from which two portraits are of one person. */
  readonly portraitThreshold?: number
}

/** Degrees between which the edge of a card stands out; below, it is too thin to measure. */
const usableTilt = { min: 33, max: 63 } as const
/** ID-1 cards are 0.76 mm thick (ISO/IEC 7810); paper is 0.1, laminated paper up to 0.3. */
const acceptedMm = { min: 0.4, max: 1.25 } as const
/** Share of the profile's residual that the edge must explain beyond a mere outline. */
const minGain = 0.8
const minGoodFrames = 2

/**
 * 厚みその他の特徴 (犯収法施行規則6条1項1号ホ): is the tilted thing as thick as a card, and does it carry the portrait of the front?
 * Two frames at 33–63° have to show an edge of 0.40–1.25 mm; the finding gives the median over the usable frames.
 * @throws DomainError as `decodeImage`
 */
export async function judgeThickness(
  { documentType, front, frames }: TiltedCapture,
  { comparePortraits, portraitThreshold = 0.35 }: ThicknessDependencies = {},
): Promise<ThicknessFinding> {
  const { portrait } = documentCatalogue[documentType]
  const measured: { readonly mm: number; readonly gain: number; readonly tilt: number }[] = []
  let steepest = 0
  const portraits: Raster[] = []
  for (const bytes of frames) {
    const { image, found } = await loadDocument(bytes, { tilted: true })
    if (!found) continue
    const { quad } = rectify(image, found.quad)
    const edge = measureEdge(toGrey(image), quad)
    if (edge === null) continue
    steepest = Math.max(steepest, edge.tiltDegrees)
    if (edge.tiltDegrees < usableTilt.min || edge.tiltDegrees > usableTilt.max) continue
    measured.push({ mm: edge.thicknessMm, gain: edge.gain, tilt: edge.tiltDegrees })
    if (portrait && portraits.length < 2) portraits.push(cutPortrait(image, quad, portrait))
  }

  const good = measured.filter(
    ({ mm, gain }) => mm >= acceptedMm.min && mm <= acceptedMm.max && gain >= minGain,
  )
  const portraitScore =
    comparePortraits && portrait
      ? await comparePortrait(front, portrait, portraits, comparePortraits)
      : null
  const reasonCodes: ReasonCode[] = []
  if (good.length < minGoodFrames) reasonCodes.push('THICKNESS_NG')
  if (portraitScore !== null && portraitScore < portraitThreshold)
    reasonCodes.push('THICKNESS_FACE_MISMATCH')
  return {
    thicknessMm: median(measured.map(({ mm }) => mm)),
    tiltDegrees: median(measured.map(({ tilt }) => tilt)) ?? (steepest > 0 ? steepest : null),
    usableFrames: measured.length,
    frames: frames.length,
    accepted: reasonCodes.length === 0,
    portraitScore,
    reasonCodes,
    by: { engine: 'kakunin-edge', model: null, version: '1' },
  }
}

async function comparePortrait(
  front: Uint8Array,
  portrait: CardBox,
  tilted: readonly Raster[],
  comparePortraits: (a: Raster, b: Raster) => Promise<number | null>,
): Promise<number | null> {
  const { image, found } = await loadDocument(front)
  if (!found) return null
  const flat = cutPortrait(image, rectify(image, found.quad).quad, portrait)
  const scores = await Promise.all(tilted.map((one) => comparePortraits(flat, one)))
  return scores.reduce(
    (best, score) => (score === null ? best : Math.max(best ?? score, score)),
    null,
  )
}

/** 336×420, with some card around it, so that a face detector has room. */
function cutPortrait(image: Raster, quad: Quad, box: CardBox): Raster {
  const marginX = 0.08 * (box.x1 - box.x0)
  const marginY = 0.08 * (box.y1 - box.y0)
  const wide: CardBox = {
    x0: box.x0 - marginX,
    y0: box.y0 - marginY,
    x1: box.x1 + marginX,
    y1: box.y1 + marginY,
  }
  return warpQuad(image, boxToQuad(quad, wide), { width: 336, height: 423 })
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? null
}

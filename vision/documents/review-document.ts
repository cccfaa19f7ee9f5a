import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { CaptureVerdict } from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { measureDocument, reasonByHint } from '../pixels/measure-document.ts'
import { scaleQuad } from '../pixels/quads.ts'
import { requiredBoxes } from '../pixels/required-boxes.ts'
import { loadDocument } from './load-document.ts'
import { rectify } from './rectify.ts'

export interface DocumentAsked {
  readonly documentType: DocumentType
  readonly slot: Extract<Slot, 'FRONT' | 'BACK' | 'THICKNESS'>
}

/**
 * The verdict on a capture of a document, frames being JPEG, PNG or WebP files: is the card there, whole, big enough, sharp, lit,
 * and the side that was asked for? One good frame is enough for a side, two tilted ones for the thickness.
 * @throws DomainError as `decodeImage` when no frame can be decoded
 */
export async function reviewDocument(
  frames: readonly Uint8Array[],
  asked: DocumentAsked,
): Promise<CaptureVerdict> {
  const verdicts: CaptureVerdict[] = []
  for (const [index, bytes] of frames.entries()) {
    const verdict = await reviewFrame(bytes, asked, index)
    verdicts.push(verdict)
    if (verdict.accepted && asked.slot !== 'THICKNESS') break
  }
  const ranked = verdicts.toSorted(
    (a, b) =>
      Number(b.accepted) - Number(a.accepted) ||
      a.reasonCodes.length - b.reasonCodes.length ||
      (b.measures.score ?? 0) - (a.measures.score ?? 0),
  )
  const best = ranked[0]
  if (!best) return { ...nothing, slot: asked.slot }
  if (asked.slot !== 'THICKNESS' || !best.accepted) return best
  const usable = verdicts.filter(({ accepted }) => accepted).length
  const accepted = usable >= minTiltedFrames
  return { ...best, accepted, reasonCodes: accepted ? [] : ['THICKNESS_NG'] }
}

/** Frames that must show the card tilted before the thickness is worth judging. */
const minTiltedFrames = 2
/** Degrees between which the edge can be measured; the judgement itself asks for 35. */
const tiltRange = { min: 30, max: 65 } as const
const minSideScore = 0.55
/** Levels; grey copies measure 3–9 under tinted light, coloured fronts 60 and more. */
const minChroma = 14

const nothing: Omit<CaptureVerdict, 'slot'> = {
  accepted: false,
  reasonCodes: ['IMG_MISSING'],
  bestFrame: 0,
  quad: null,
  measures: {},
}

async function reviewFrame(
  bytes: Uint8Array,
  { documentType, slot }: DocumentAsked,
  frame: number,
): Promise<CaptureVerdict> {
  const tilted = slot === 'THICKNESS'
  const { image, scale, sourceWidthPx, found } = await loadDocument(bytes, { tilted })
  const shown = tilted ? 'FRONT' : slot
  const boxes = requiredBoxes(documentType, slot)
  const rectified = found && rectify(image, found.quad)
  const measured = measureDocument(image, {
    tilted,
    sourceWidthPx,
    ...(boxes.length > 0 ? { boxes } : {}),
    ...(rectified ? { quad: rectified.quad, card: rectified.card } : {}),
  })
  const reasons: ReasonCode[] = measured.hints.map((hint) => reasonByHint[hint])
  const measures: Record<string, number> = { ...measured.measures, score: found?.score ?? 0 }
  if (rectified) {
    const { front, back, chroma } = rectified.scores
    Object.assign(measures, { frontScore: front, backScore: back, chroma })
    if (!reasons.some((reason) => reason === 'IMG_DARK' || reason === 'IMG_CROPPED'))
      reasons.push(...sideReasons(rectified.scores, shown))
  }
  if (tilted && reasons.length === 0) {
    const degrees = measures.tiltDegrees ?? 0
    if (degrees < tiltRange.min || degrees > tiltRange.max) reasons.push('THICKNESS_NG')
  }
  return {
    slot,
    accepted: reasons.length === 0,
    reasonCodes: [...new Set(reasons)],
    bestFrame: frame,
    quad: rectified ? scaleQuad(rectified.quad, scale) : null,
    measures,
  }
}

function sideReasons(
  {
    front,
    back,
    chroma,
  }: { readonly front: number; readonly back: number; readonly chroma: number },
  shown: 'FRONT' | 'BACK',
): readonly ReasonCode[] {
  const asked = shown === 'FRONT' ? front : back
  const other = shown === 'FRONT' ? back : front
  if (other >= minSideScore && other > asked) return ['DOC_SIDE_MISMATCH']
  if (asked < minSideScore) return ['DOC_TYPE_MISMATCH']
  return shown === 'FRONT' && chroma < minChroma ? ['IMG_COLOR'] : []
}

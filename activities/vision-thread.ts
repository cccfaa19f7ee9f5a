import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import {
  documentCatalogue,
  type DocumentType,
  type FieldKey,
} from '../domain/document-catalogue.ts'
import { DomainError, isDomainError, type ErrorCode } from '../domain/errors.ts'
import type {
  AuthenticityFinding,
  CaptureVerdict,
  DocumentReading,
  FaceComparison,
  LivenessFinding,
  MaskFinding,
  ThicknessFinding,
} from '../domain/findings.ts'
import type { MaskShape } from '../domain/masking.ts'
import { framesBySlot, type Direction, type Slot } from '../domain/method.ts'
import { loadModels, type Models } from '../models/session.ts'
import { decodeImage } from '../vision/decode.ts'
import { burnMasks as burnShapes, type MasksToBurn } from '../vision/documents/burn-masks.ts'
import { createReader } from '../vision/documents/reader.ts'
import { judgeAuthenticity as judgeCard } from '../vision/documents/judge-authenticity.ts'
import { judgeThickness as judgeBurst } from '../vision/documents/judge-thickness.ts'
import { loadDocument } from '../vision/documents/load-document.ts'
import { maskDocument } from '../vision/documents/mask-document.ts'
import { readDocument as readSides } from '../vision/documents/read-document.ts'
import { rectify } from '../vision/documents/rectify.ts'
import { reviewDocument } from '../vision/documents/review-document.ts'
import { encodeJpeg } from '../vision/encode.ts'
import { compareFaces as comparePictures } from '../vision/faces/compare-faces.ts'
import { findPortrait } from '../vision/faces/find-portrait.ts'
import { judgeLiveness as judgeFilm } from '../vision/faces/judge-liveness.ts'
import type { LivenessFrame } from '../vision/faces/observe-frames.ts'
import { judgeSelfie } from '../vision/faces/selfie-quality.ts'
import type { Raster } from '../vision/raster.ts'

/** An answer on its way between threads, where an error would lose its class and its code. */
export type Told<Answer> =
  | { readonly done: true; readonly answer: Answer }
  | { readonly done: false; readonly code: ErrorCode; readonly message: string }

/** What a thread of the vision pool can be asked; pictures come as files, findings go back. */
export interface VisionTasks {
  reviewCapture(input: {
    documentType: DocumentType
    slot: Slot
    frames: readonly Uint8Array[]
  }): Promise<CaptureVerdict>
  readDocument(input: {
    documentType: DocumentType
    front: Uint8Array
    back: Uint8Array | null
  }): Promise<DocumentReading>
  judgeThickness(input: {
    documentType: DocumentType
    front: Uint8Array
    frames: readonly Uint8Array[]
  }): Promise<ThicknessFinding>
  judgeAuthenticity(input: {
    documentType: DocumentType
    front: Uint8Array
  }): Promise<AuthenticityFinding>
  compareFaces(input: {
    documentType: DocumentType
    front: Uint8Array
    selfies: readonly Uint8Array[]
  }): Promise<FaceComparison>
  judgeLiveness(input: {
    frames: readonly Uint8Array[]
    atMs: readonly number[]
    directions: readonly Direction[]
    selfie: Uint8Array
  }): Promise<LivenessFinding>
  maskCapture(input: {
    documentType: DocumentType
    slot: Slot
    frames: readonly Uint8Array[]
    /** Masks by name that the tenant does without. */
    without: readonly string[]
  }): Promise<{
    /** Null for pictures without a document. */
    finding: MaskFinding | null
    masked: readonly Uint8Array[]
    rectified: Uint8Array | null
    regions: readonly (readonly MaskShape[])[]
  }>
  burnMasks(input: MasksToBurn): Promise<{
    masked: readonly Uint8Array[]
    rectified: Uint8Array | null
    hidden: readonly FieldKey[]
  }>
}

const options = z
  .object({
    modelsDir: z.string().nullable(),
    cacheDir: z.string().nullable(),
    npmOnly: z.boolean(),
  })
  .parse(workerData)
const models = (): Promise<Models> =>
  loadModels({
    npmOnly: options.npmOnly,
    ...(options.modelsDir ? { modelsDir: options.modelsDir } : {}),
    ...(options.cacheDir ? { cacheDir: options.cacheDir } : {}),
  })
const reader = createReader({ workers: 2 })

/** Faces are looked at at this size at most; a phone's picture has far more than any net can use. */
const faceSidePx = 1280
/** A film's frames are judged at this size. */
const filmSidePx = 640

export const reviewCapture = told<'reviewCapture'>(async ({ documentType, slot, frames }) => {
  if (slot === 'FACE') return judgeSelfie(await decodeAll(frames, faceSidePx), await models())
  if (slot === 'LIVENESS') return glanceAtFilm(frames)
  return reviewDocument(frames, { documentType, slot })
})

export const readDocument = told<'readDocument'>((pictures) => readSides(pictures, reader))

export const judgeThickness = told<'judgeThickness'>(async (capture) => {
  const loaded = await models()
  return judgeBurst(capture, {
    comparePortraits: async (front, tilted) => {
      const { score, portraitWidthPx, faceWidthPx } = await comparePictures(front, [tilted], loaded)
      return portraitWidthPx > 0 && faceWidthPx > 0 ? score : null
    },
    portraitThreshold: loaded.embedder.spec.thresholds.HIGH ?? 1,
  })
})

export const judgeAuthenticity = told<'judgeAuthenticity'>((asked) => judgeCard(asked))

export const compareFaces = told<'compareFaces'>(async ({ documentType, front, selfies }) => {
  const region = documentCatalogue[documentType].portrait
  const { image, found } = await loadDocument(front)
  if (!found || !region) throw new DomainError('IMAGE_UNREADABLE', 'front: no card with a portrait')
  const { card } = rectify(image, found.quad)
  const portrait = await findPortrait(card, region, await models())
  const compared = await comparePictures(
    portrait?.raster ?? card,
    await decodeAll(selfies, faceSidePx),
    await models(),
  )
  return { ...compared, portraitBox: portrait?.box ?? null }
})

export const judgeLiveness = told<'judgeLiveness'>(async ({ frames, atMs, directions, selfie }) =>
  judgeFilm(
    {
      frames: decodeOneByOne(frames, atMs),
      directions,
      selfie: await decodeImage(selfie, { maxSidePx: faceSidePx }),
    },
    await models(),
  ),
)

export const maskCapture = told<'maskCapture'>(async (asked) => {
  const { slot, frames } = asked
  if (slot === 'FACE' || slot === 'LIVENESS') {
    const masked: Uint8Array[] = []
    for (const frame of frames) {
      masked.push(
        await encodeJpeg(
          await decodeImage(frame, { maxSidePx: slot === 'FACE' ? faceSidePx : filmSidePx }),
        ),
      )
    }
    return { finding: null, masked, rectified: null, regions: frames.map(() => []) }
  }
  return maskDocument({ documentType: asked.documentType, slot, frames, without: asked.without })
})

export const burnMasks = told<'burnMasks'>((drawn) => burnShapes(drawn))

/** At once: is it a film at all, and can it be decoded? The turns are judged after submission, all together. */
async function glanceAtFilm(frames: readonly Uint8Array[]): Promise<CaptureVerdict> {
  const enough = frames.length >= framesBySlot.LIVENESS.min
  for (const index of [0, Math.floor(frames.length / 2), frames.length - 1]) {
    const frame = frames[index]
    if (frame) await decodeImage(frame, { maxSidePx: filmSidePx })
  }
  return {
    slot: 'LIVENESS',
    accepted: enough,
    reasonCodes: enough ? [] : ['LIVENESS_NG'],
    bestFrame: 0,
    quad: null,
    measures: { frames: frames.length },
  }
}

const decodeAll = (frames: readonly Uint8Array[], maxSidePx: number): Promise<Raster[]> =>
  Promise.all(frames.map((frame) => decodeImage(frame, { maxSidePx })))

async function* decodeOneByOne(
  frames: readonly Uint8Array[],
  atMs: readonly number[],
): AsyncGenerator<LivenessFrame> {
  for (const [index, frame] of frames.entries()) {
    yield { image: await decodeImage(frame, { maxSidePx: filmSidePx }), atMs: atMs[index] ?? 0 }
  }
}

function told<Name extends keyof VisionTasks>(
  look: (input: Parameters<VisionTasks[Name]>[0]) => ReturnType<VisionTasks[Name]>,
) {
  return async (
    input: Parameters<VisionTasks[Name]>[0],
  ): Promise<Told<Awaited<ReturnType<VisionTasks[Name]>>>> => {
    try {
      return { done: true, answer: await look(input) }
    } catch (error) {
      if (!isDomainError(error)) throw error
      return { done: false, code: error.code, message: error.message }
    }
  }
}

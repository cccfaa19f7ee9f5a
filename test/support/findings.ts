import type { FieldKey } from '../../domain/document-catalogue.ts'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type {
  CaptureVerdict,
  DocumentReading,
  FaceComparison,
  LivenessFinding,
  ThicknessFinding,
} from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'

const by = { engine: 'test', model: null, version: '1' }

/** What vision says of an honest applicant with a good camera. */
export const goodVerdict = (slot: Slot): CaptureVerdict => ({
  slot,
  accepted: true,
  reasonCodes: [],
  bestFrame: 0,
  quad: null,
  measures: {},
})

export const goodFace: FaceComparison = {
  score: 0.71,
  farLevel: 'HIGH',
  thresholdHigh: 0.485,
  portraitWidthPx: 220,
  faceWidthPx: 260,
  faceCount: 1,
  by,
}

export const goodLiveness: LivenessFinding = {
  live: true,
  steps: [
    { direction: 'LEFT', seen: true, peakDegrees: 31, atMs: 1200 },
    { direction: 'RIGHT', seen: true, peakDegrees: 29, atMs: 3200 },
  ],
  reasonCodes: [],
  samePersonScore: 0.8,
  samePersonThreshold: 0.485,
  framesWithFace: 24,
  frames: 24,
  otherFaces: 0,
  passiveScore: null,
  by,
}

export const goodThickness: ThicknessFinding = {
  thicknessMm: 0.78,
  tiltDegrees: 46,
  usableFrames: 4,
  frames: 5,
  accepted: true,
  portraitScore: 0.8,
  reasonCodes: [],
  by,
}

/** A reading in which every field is as given and trusted. */
export function readingOf(
  texts: Partial<Record<FieldKey, { text: string; value?: string }>>,
): DocumentReading {
  const { fields, portrait } = documentCatalogue.DRIVERS_LICENCE
  return {
    documentType: 'DRIVERS_LICENCE',
    typeScore: 0.98,
    portraitBox: portrait,
    by,
    fields: fields.flatMap((field) => {
      const given = texts[field.key]
      if (!given) return []
      return [
        {
          key: field.key,
          slot: field.slot,
          box: field.box,
          text: given.text,
          value: given.value ?? null,
          confidence: 0.97,
          trusted: true,
          candidates: [given.text, given.text],
        },
      ]
    }),
  }
}

export const goodReading = (): DocumentReading =>
  readingOf({
    name: { text: '山田太郎' },
    birthDate: { text: '平成 5年 3月15日生', value: '1993-03-15' },
    address: { text: '東京都千代田区霞が関1-1-1' },
    issueDate: { text: '令和 4年 3月20日', value: '2022-03-20' },
    expiryDate: { text: '2099年(令和81年)04月15日まで有効', value: '2099-04-15' },
    number: { text: '309012345620', value: '309012345620' },
    conditions: { text: '眼鏡等' },
  })

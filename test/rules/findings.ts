import type {
  CaptureVerdict,
  DocumentReading,
  FaceComparison,
  FieldReading,
  LivenessFinding,
  ThicknessFinding,
} from '../../domain/findings.ts'
import type { FieldKey } from '../../domain/document-catalogue.ts'
import { slots, type Slot } from '../../domain/method.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'

const by = { engine: 'test', model: null, version: '1' }

/** A field as both engines read it alike. */
export const field = (key: FieldKey, text: string, value: string | null = null): FieldReading => ({
  key,
  slot: key === 'addressChange' ? 'BACK' : 'FRONT',
  text,
  value,
  confidence: 0.9,
  trusted: true,
  candidates: [text, text],
  box: { x0: 0.1, y0: 0.1, x1: 0.6, y1: 0.2 },
})

/** A field on which the engines disagree. */
export const doubtful = (
  key: FieldKey,
  text: string | null,
  candidates: string[],
): FieldReading => ({
  ...field(key, ''),
  text,
  value: text,
  confidence: 0.4,
  trusted: false,
  candidates,
})

export const reading: DocumentReading = {
  documentType: 'DRIVERS_LICENCE',
  typeScore: 0.95,
  fields: [
    field('name', '山田 太郎'),
    field('birthDate', '昭和60年3月15日生', '1985-03-15'),
    field('address', '東京都千代田区霞が関一丁目1番1号'),
    field('issueDate', '令和05年04月20日', '2023-04-20'),
    field('expiryDate', '2028年(令和10年)04月15日まで有効', '2028-04-15'),
    field('number', '第 309012345620 号', '309012345620'),
    field('firstIssuedOther', '平成02年06月01日', '1990-06-01'),
  ],
  portraitBox: { x0: 0.68, y0: 0.29, x1: 0.96, y1: 0.84 },
  by,
}

export const readingWith = (...changed: readonly FieldReading[]): DocumentReading => ({
  ...reading,
  fields: [
    ...reading.fields.filter(({ key }) => !changed.some((each) => each.key === key)),
    ...changed,
  ],
})

export const back: DocumentReading = { ...reading, fields: [], portraitBox: null }

export const accepted = (slot: Slot): CaptureVerdict => ({
  slot,
  accepted: true,
  reasonCodes: [],
  bestFrame: 0,
  quad: null,
  measures: {},
})

export const face: FaceComparison = {
  score: 0.71,
  farLevel: 'HIGH',
  thresholdHigh: 0.485,
  portraitWidthPx: 180,
  faceWidthPx: 400,
  faceCount: 1,
  by,
}

export const liveness: LivenessFinding = {
  live: true,
  steps: [
    { direction: 'LEFT', seen: true, peakDegrees: 28, atMs: 900 },
    { direction: 'RIGHT', seen: true, peakDegrees: 31, atMs: 2400 },
  ],
  reasonCodes: [],
  samePersonScore: 0.8,
  samePersonThreshold: 0.4,
  framesWithFace: 40,
  frames: 40,
  otherFaces: 0,
  passiveScore: null,
  by,
}

export const thickness: ThicknessFinding = {
  thicknessMm: 0.78,
  tiltDegrees: 48,
  usableFrames: 4,
  frames: 5,
  accepted: true,
  portraitScore: 0.66,
  reasonCodes: [],
  by,
}

/** An applicant of whom everything is in order. */
export const inOrder: CheckFindings = {
  day: '2026-11-24',
  slots,
  documentType: 'DRIVERS_LICENCE',
  acceptedDocuments: ['DRIVERS_LICENCE'],
  declared: {
    name: '山田太郎',
    birthDate: '1985-03-15',
    address: '東京都千代田区霞が関1-1-1',
  },
  verdicts: slots.map(accepted),
  documentReading: reading,
  backReading: back,
  thickness,
  authenticity: {
    signals: [
      { kind: 'SCREEN', score: 0.05, slot: 'FRONT', box: null },
      { kind: 'DATES', score: 0, slot: 'FRONT', box: null },
    ],
    by,
  },
  face,
  liveness,
  masks: [
    { slot: 'FRONT', boxes: [{ x0: 0.1, y0: 0.4, x1: 0.6, y1: 0.7 }], confident: true, by },
    { slot: 'BACK', boxes: [{ x0: 0, y0: 0.5, x1: 1, y1: 1 }], confident: true, by },
  ],
  duplicateCount: 0,
}

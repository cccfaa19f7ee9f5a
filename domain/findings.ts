import type { CardBox, Quad } from './geometry.ts'
import type { Direction, Slot } from './method.ts'
import type { DocumentType, FieldKey } from './document-catalogue.ts'
import type { ReasonCode } from './reason-codes.ts'

/** Which model or engine spoke. `farLevel` is set for face scores. */
export interface By {
  readonly engine: string
  readonly model: string | null
  readonly version: string
}

/** Verdict on one capture, given while the applicant is still there. */
export interface CaptureVerdict {
  readonly slot: Slot
  readonly accepted: boolean
  /** Why not, most helpful first; empty when accepted. */
  readonly reasonCodes: readonly ReasonCode[]
  /** Index of the frame judged best. */
  readonly bestFrame: number
  /** The document's corners in that frame, where one was found. */
  readonly quad: Quad | null
  /** Image measures by name: sharpness, exposure, glare share, card width in px, face width in px … */
  readonly measures: Readonly<Record<string, number>>
}

/** One field as read from a document side. */
export interface FieldReading {
  readonly key: FieldKey
  readonly slot: Slot
  /** As printed, after the field's grammar; null when nothing lawful could be read. */
  readonly text: string | null
  /** Normal form: ISO date, digits only … ; null where the field has none. */
  readonly value: string | null
  /** 0…1 */
  readonly confidence: number
  /** Both engines agree and the grammar holds. */
  readonly trusted: boolean
  /** Each engine's own reading, for explanation and comparison with declared data. */
  readonly candidates: readonly string[]
  readonly box: CardBox
  /** Where else than from the print it comes (`CHIP`); absent: printed, and read by eye. */
  readonly source?: string
}

export interface DocumentReading {
  readonly documentType: DocumentType
  /** 0…1: how sure it is that this is that document. */
  readonly typeScore: number
  readonly fields: readonly FieldReading[]
  readonly portraitBox: CardBox | null
  readonly by: By
}

/** FAR the threshold is calibrated to, or that the score reaches: HIGH 1e-5, MEDIUM 1e-4, LOW 1e-3, NONE below. */
export type FarLevel = 'HIGH' | 'MEDIUM' | 'LOW' | 'NONE'

export interface FaceComparison {
  /** Cosine of the two embeddings. */
  readonly score: number
  readonly farLevel: FarLevel
  /** Cosine needed for FAR 1e-5, as the model's manifest has it. */
  readonly thresholdHigh: number
  readonly portraitWidthPx: number
  readonly faceWidthPx: number
  readonly faceCount: number
  /** The printed face in fractions of the card; absent where it was not found. */
  readonly portraitBox?: CardBox | null
  /** The applicant's face in fractions of the first picture that shows one. */
  readonly faceBox?: CardBox | null
  readonly by: By
}

export interface LivenessStep {
  readonly direction: Direction
  readonly seen: boolean
  /** Degrees at the peak, in the direction asked; 0 when not seen. */
  readonly peakDegrees: number
  readonly atMs: number | null
}

export interface LivenessFinding {
  readonly live: boolean
  readonly steps: readonly LivenessStep[]
  readonly reasonCodes: readonly ReasonCode[]
  /** Lowest cosine between the person of the first frame and any later one. */
  readonly samePersonScore: number
  readonly samePersonThreshold: number
  readonly framesWithFace: number
  readonly frames: number
  readonly otherFaces: number
  /** Passive anti-spoof score 0…1 (1 = live), null where no such model is present. */
  readonly passiveScore: number | null
  readonly by: By
}

export interface ThicknessFinding {
  /** Median over the usable frames; null when no frame was usable. */
  readonly thicknessMm: number | null
  readonly tiltDegrees: number | null
  readonly usableFrames: number
  readonly frames: number
  readonly accepted: boolean
  /** Cosine of the tilted portrait and the front's; null where it could not be seen. */
  readonly portraitScore: number | null
  readonly reasonCodes: readonly ReasonCode[]
  readonly by: By
}

/** Signals of copies, screens and tampering: scored, with a place, none a verdict by itself. */
export interface AuthenticitySignal {
  readonly kind: 'SCREEN' | 'PRINT' | 'GREY' | 'BELT_COLOUR' | 'DATES' | 'NUMBER'
  /** 0 (nothing suspicious) … 1 */
  readonly score: number
  readonly slot: Slot
  readonly box: CardBox | null
}

export interface AuthenticityFinding {
  readonly signals: readonly AuthenticitySignal[]
  readonly by: By
}

/** What was blackened on a side, and how sure the machine is that nothing is left. */
export interface MaskFinding {
  readonly slot: Slot
  readonly boxes: readonly CardBox[]
  readonly confident: boolean
  readonly by: By
}

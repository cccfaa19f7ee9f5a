import type { CheckKey } from '../../domain/check.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import type { DocumentType } from '../../domain/document-catalogue.ts'
import type {
  AuthenticityFinding,
  CaptureVerdict,
  DocumentReading,
  FaceComparison,
  LivenessFinding,
  MaskFinding,
  ThicknessFinding,
} from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import type { Thresholds } from '../thresholds.ts'

/** All that the checks judge by. A finding is null where its machine failed or its slot was not asked. */
export interface CheckFindings {
  /** The calendar day in Japan on which the images were received, YYYY-MM-DD. */
  readonly day: string
  /** What the session's method asks for; a check of another slot is SKIPPED. */
  readonly slots: readonly Slot[]
  /** The document that the applicant chose. */
  readonly documentType: DocumentType
  readonly acceptedDocuments: readonly DocumentType[]
  readonly declared: DeclaredData
  /** The last verdict of each captured slot. */
  readonly verdicts: readonly CaptureVerdict[]
  readonly documentReading: DocumentReading | null
  readonly backReading?: DocumentReading | null
  readonly thickness: ThicknessFinding | null
  readonly authenticity: AuthenticityFinding | null
  readonly face: FaceComparison | null
  readonly liveness: LivenessFinding | null
  readonly masks: readonly MaskFinding[]
  /** Other sessions of the same tenant for the same person; null: could not be looked up. */
  readonly duplicateCount: number | null
  /** Checks whose machine failed; of those, a check of a slot that is not asked for is SKIPPED all the same. */
  readonly machineUnavailable?: readonly CheckKey[]
}

export interface CheckInput extends CheckFindings {
  readonly thresholds: Thresholds
}

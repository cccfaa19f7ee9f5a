import type { CheckKey, Outcome } from '../domain/check.ts'
import type { DeclaredData } from '../domain/declared-data.ts'
import type { FieldKey } from '../domain/document-catalogue.ts'
import type { Decisions } from '../db/schema.ts'

type DecisionOutcome = Decisions['outcome']

/** All that one line is made from. What no chosen column needs is not read: it is null here. */
export interface ExportRow {
  readonly id: string
  readonly status: string
  readonly method: string
  readonly regulationLabel: string | null
  readonly documentType: string | null
  readonly sandbox: boolean
  readonly attemptNumber: number
  readonly reasonCodes: readonly string[]
  /** Times stand as they are written: `YYYY/MM/DD HH:mm:ss`, Japanese standard time. */
  readonly createdAt: string
  readonly consentedAt: string | null
  readonly submittedAt: string | null
  readonly decidedAt: string | null
  readonly externalId: string | null
  readonly declared: DeclaredData | null
  readonly read: ReadFields | null
  readonly outcomes: Readonly<Partial<Record<CheckKey, Outcome>>>
  readonly faceScore: number | null
  readonly systemOutcome: DecisionOutcome | null
  readonly review: Review | null
  /** Where more than one person looked: the first, and who looked last. */
  readonly firstReviewerId: string | null
  readonly secondReviewerId: string | null
  readonly note: string | null
  readonly documentReceivedAt: string | null
  readonly faceReceivedAt: string | null
  readonly profile: string | null
}

export interface ReadField {
  readonly text: string | null
  readonly value: string | null
}
export type ReadFields = Readonly<Partial<Record<FieldKey, ReadField>>>

export interface Review {
  readonly outcome: DecisionOutcome
  readonly memberId: string | null
}

/** What a column is made from beside the session's own row. */
export type Part =
  | 'externalId'
  | 'declared'
  | 'reading'
  | 'checks'
  | 'system'
  | 'review'
  | 'opinions'
  | 'note'
  | 'pictures'
  | 'profile'

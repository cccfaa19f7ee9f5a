import { defineSearchAttributeKey } from '@temporalio/common'
import { defineUpdate } from '@temporalio/workflow'
import type { Resolution } from '../domain/case-state.ts'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { Direction, Method, Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import type { SandboxApplicantKey } from '../domain/sandbox-applicants.ts'
import type { SessionStatus } from '../domain/session-state.ts'

/**
 * All that enters a workflow from outside: ids, codes and numbers, never anybody's data.
 * `updateId` is the caller's idempotency key, so every message takes effect once.
 */

export const taskQueues = {
  cases: 'cases',
  io: 'io',
  vision: 'vision',
  batch: 'batch',
  sandbox: 'sandbox',
} as const
export type TaskQueue = keyof typeof taskQueues

export const verifyApplicantId = (tenantId: string, sessionId: string): string =>
  `applicant/${tenantId}/${sessionId}`
export const reviewCaseId = (tenantId: string, caseId: string): string =>
  `case/${tenantId}/${caseId}`
export const produceExportId = (tenantId: string, exportId: string): string =>
  `export/${tenantId}/${exportId}`
export const maskPicturesId = (tenantId: string, taskId: string): string =>
  `masking/${tenantId}/${taskId}`
export const deliverWebhookId = (tenantId: string, deliveryId: string): string =>
  `webhook/${tenantId}/${deliveryId}`
export const backTestId = (tenantId: string, testId: string): string =>
  `back-test/${tenantId}/${testId}`
/** One at a time for a session. */
export const simulateApplicantId = (tenantId: string, sessionId: string): string =>
  `simulation/${tenantId}/${sessionId}`
export const keepRetentionId = (tenantId: string): string => `retention/${tenantId}`

/**
 * Set at the start, beside `SessionStatus` (search-attributes.ts): an operator finds workflows by tenant, method and
 * status, and learns nothing of a person.
 */
export const tenantIdKey = defineSearchAttributeKey('TenantId', 'KEYWORD')
export const methodKey = defineSearchAttributeKey('Method', 'KEYWORD')

/** Input of the workflow `verifyApplicant`. Declared data and external id wait sealed in the inbox. */
export interface VerifyApplicantInput {
  readonly tenantId: string
  readonly sessionId: string
  readonly inboxId: string
  readonly method: Method
  readonly queues: Readonly<Record<TaskQueue, string>>
}

export interface StatusAnswer {
  readonly status: SessionStatus
}

export interface CaptureAnswer {
  readonly captureId: string
  readonly accepted: boolean
  readonly reasonCodes: readonly ReasonCode[]
}

export interface ChallengeAnswer {
  readonly challengeId: string
  readonly directions: readonly Direction[]
  readonly expiresAtMs: number
}

/** Session row written: the link works from now on. Sent together with the start. */
export const sessionOpened = defineUpdate<StatusAnswer>('sessionOpened')
export const consentGiven = defineUpdate<StatusAnswer, [{ readonly consentVersion: string }]>(
  'consentGiven',
)
export const documentChosen = defineUpdate<StatusAnswer, [{ readonly documentType: DocumentType }]>(
  'documentChosen',
)
export interface CaptureMessage {
  readonly slot: Slot
  readonly ticketId: string
  readonly sha256: string
  readonly size: number
  readonly frames: readonly { readonly bytes: number; readonly atMs: number }[]
  /** LIVENESS only. */
  readonly challengeId: string | null
}
/** The bytes lie sealed under the ticket's id; answers with the verdict while the applicant is still there. */
export const captureReceived = defineUpdate<CaptureAnswer, [CaptureMessage]>('captureReceived')
export interface ChallengeMessage {
  /** What the directions are drawn with, 0 ≤ x < 1, from a source that nobody can reckon. */
  readonly chance: readonly number[]
}
export const challengeAsked = defineUpdate<ChallengeAnswer>('challengeAsked')
/** The same, as the API asks it. */
export const challengeAskedWith = defineUpdate<ChallengeAnswer, [ChallengeMessage]>(
  challengeAsked.name,
)
export const submitted = defineUpdate<StatusAnswer>('submitted')
export const cancelled = defineUpdate<StatusAnswer>('cancelled')

/** A reviewer saw what must not be seen: the case waits until an operator has masked it. Answers with the task's id. */
export const picturesSentForMasking = defineUpdate<
  { readonly taskId: string },
  [{ readonly slots: readonly Slot[]; readonly inboxId: string }]
>('picturesSentForMasking')

/** Messages of the workflow `maskPictures`. */
export interface MaskingAnswer {
  readonly version: number
  readonly leaseExpiresAtMs: number | null
}
export const maskingClaimed = defineUpdate<MaskingAnswer, [{ readonly memberId: string }]>(
  'maskingClaimed',
)
export const maskingLeaseRenewed = defineUpdate<MaskingAnswer, [{ readonly memberId: string }]>(
  'maskingLeaseRenewed',
)
export const maskingReleased = defineUpdate<
  MaskingAnswer,
  [
    {
      readonly memberId: string
      /** Who gives it back in their stead. */
      readonly byMemberId?: string
    },
  ]
>('maskingReleased')
/** What was drawn waits sealed. There is no way back from it. */
export const masksConfirmed = defineUpdate<
  MaskingAnswer,
  [
    {
      readonly memberId: string
      readonly expectedVersion: number
      readonly inboxId: string
    },
  ]
>('masksConfirmed')

/** Messages of the workflow `reviewCase`. `expectedVersion` refuses an edit of a case that has moved on. */
export interface CaseAnswer {
  readonly version: number
  readonly leaseExpiresAtMs: number | null
}
/** Who speaks. Messages of older releases name the member alone. */
export interface CaseSpeaker {
  readonly memberId: string
  /** The person behind the member: four eyes are two persons'. */
  readonly personId?: string
  /** The organisation whose guest the member is. */
  readonly partnerId?: string | null
}
export interface CaseClaim extends CaseSpeaker {
  readonly takeOver: boolean
  /** May this member decide between two opinions? */
  readonly mayArbitrate?: boolean
}
export const caseClaimed = defineUpdate<CaseAnswer, [CaseClaim]>('caseClaimed')
export const caseLeaseRenewed = defineUpdate<CaseAnswer, [CaseSpeaker]>('caseLeaseRenewed')
export const caseReleased = defineUpdate<CaseAnswer, [CaseSpeaker]>('caseReleased')
/** By somebody who leads reviewers: to a member, or back to the queue. */
export interface CaseAssignment {
  readonly byMemberId: string
  readonly memberId: string | null
  /** Of the member who is given it, as in `CaseClaim`. */
  readonly personId?: string
  readonly mayArbitrate?: boolean
}
export const caseAssigned = defineUpdate<CaseAnswer, [CaseAssignment]>('caseAssigned')
/** To another queue or priority; what is null stays. */
export const caseMoved = defineUpdate<
  CaseAnswer,
  [
    {
      readonly byMemberId: string
      readonly queue: string | null
      /** 0…100 */
      readonly priority: number | null
    },
  ]
>('caseMoved')
/** By a supervisor, to a partner. Lease and clock are the contract's. */
export interface CaseHandover {
  readonly memberId: string
  readonly partnerId: string
  readonly leaseMs: number
  /** Until the case is taken back by itself; missing in messages of older releases. */
  readonly dueMs?: number
}
export const caseHandedOver = defineUpdate<CaseAnswer, [CaseHandover]>('caseHandedOver')
/** By the partner's member who holds it. */
export const caseHandedBack = defineUpdate<CaseAnswer, [CaseSpeaker]>('caseHandedBack')
/** By the company, whatever the partner is doing with it. */
export const caseRecalled = defineUpdate<CaseAnswer, [CaseSpeaker]>('caseRecalled')
export interface CaseResolution extends CaseSpeaker {
  readonly expectedVersion: number
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  /** Sealed internal note and applicant message. */
  readonly inboxId: string
}
export const caseResolved = defineUpdate<CaseAnswer, [CaseResolution]>('caseResolved')

/**
 * Input of the workflow `reviewKnownCase`, which answers the messages of a case: claimed, renewed, released, handed back and
 * resolved. It has a case's workflow id, so that nobody outside needs to know which it is.
 */
export interface ReviewKnownCaseInput {
  readonly tenantId: string
  /** Of the look; to whoever looks, a case's. */
  readonly caseId: string
  readonly knownId: string
  /** The case that would have come. */
  readonly insteadOf: string
  /** The person, or the partner organisation. */
  readonly drawnFor: string
  readonly partnerId: string | null
  readonly leaseMs: number
  /** Until nobody is asked any more. */
  readonly lifeMs: number
}
/** Answers whether it may be laid before them. Sent together with the start. */
export const knownCaseLaid = defineUpdate<{ readonly laid: boolean }>('knownCaseLaid')

/** Input of the workflow `deliverWebhook`, also started again by a manual resend. */
export interface DeliverWebhookInput {
  readonly tenantId: string
  readonly deliveryId: string
  readonly firstRetryMs: number
  readonly maxAgeMs: number
  readonly queues: Readonly<Record<TaskQueue, string>>
}

/** Input of the workflow `produceExport`. What is wanted stands in the order's row. */
export interface ProduceExportInput {
  readonly tenantId: string
  readonly exportId: string
  readonly kind: 'SESSIONS_CSV' | 'EVIDENCE_PACKAGE'
  readonly queues: Readonly<Record<TaskQueue, string>>
}
/** Nobody wants the file any more; answers when nothing of it can be read. */
export const exportDiscarded = defineUpdate<object>('exportDiscarded')
/** Input of the workflow `backTest`; what is tested on which sessions stands in its row. */
export interface BackTestInput {
  readonly tenantId: string
  readonly backTestId: string
  readonly pace: BackTestPace
  readonly queues: Readonly<Record<TaskQueue, string>>
}
export interface BackTestPace {
  /** Sessions that are read at a time. */
  readonly pageSize: number
  readonly pagesPerSlice: number
  /** Slices before the workflow begins a new history. */
  readonly slicesPerRun: number
}
export const backTestPace: BackTestPace = { pageSize: 2000, pagesPerSlice: 50, slicesPerRun: 100 }

/** Input of the workflow `simulateApplicant`. */
export interface SimulateApplicantInput {
  readonly tenantId: string
  readonly sessionId: string
  /** Of the capture link: opens a session of the sandbox, so it stands in the sealed payload alone. */
  readonly code: string
  readonly as: SandboxApplicantKey
  readonly queues: Readonly<Record<TaskQueue, string>>
}

/** Input of the workflow `keepRetention`. Terms stand in the tenant's settings. */
export interface KeepRetentionInput {
  readonly tenantId: string
  /** Sessions that an activity erases at a time. */
  readonly most: number
  /** Nights before the workflow begins a new history. */
  readonly nightsPerRun: number
  readonly pagesPerRun: number
  /** A night that another history began. */
  readonly goesOn?: boolean
  readonly queues: Readonly<Record<TaskQueue, string>>
}
export const retentionPace = { most: 200, nightsPerRun: 200, pagesPerRun: 1000 } as const
/** Not to wait for the night; answers at once, and it begins. */
export const retentionAsked = defineUpdate<object>('retentionAsked')

/** Failures of updates carry one of domain/errors.ts' codes as `ApplicationFailure.type`. */

import type { DocumentType } from '../domain/document-catalogue.ts'
import type {
  AuthenticityFinding,
  FaceComparison,
  LivenessFinding,
  MaskFinding,
  ThicknessFinding,
} from '../domain/findings.ts'
import type { MaskingOrigin } from '../domain/masking.ts'
import type { Direction, Method, Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import type { CaseStage, Resolution } from '../domain/case-state.ts'
import type { SandboxApplicantKey } from '../domain/sandbox-applicants.ts'
import type { ErasedKind } from '../domain/retention.ts'
import type { SecondReview } from '../domain/second-review.ts'
import type { SessionEvent, SessionStatus } from '../domain/session-state.ts'
import type { CaptureAnswer } from './messages.ts'

/**
 * What the story asks of the world, in ids, codes and numbers. `activities/` implements it; the groups run on the
 * task queues `cases` (as local activities), `io`, `vision`, `batch` and `sandbox`.
 */

export interface SessionRef {
  readonly tenantId: string
  readonly sessionId: string
}

export interface AttemptRef extends SessionRef {
  readonly attemptId: string
}

/** Settings of the tenant and the request that the story goes by, fixed when the session opens. */
export interface StoryPlan {
  readonly slots: readonly Slot[]
  readonly acceptedDocuments: readonly DocumentType[]
  readonly lifeMs: number
  readonly reminderBeforeMs: number
  readonly maxResubmissions: number
  readonly challengeLifeMs: number
  readonly livenessTurns: number
  readonly caseLeaseMs: number
  readonly caseDueMs: number
  readonly webhookFirstRetryMs: number
  readonly webhookMaxAgeMs: number
}

export interface EffectAnswer {
  readonly kind: 'APPROVE' | 'DECLINE' | 'REVIEW' | 'ASK_AGAIN'
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly queue: string
  /** 0…100; missing in answers of older releases, as the two below. */
  readonly priority?: number
  /** May a partner organisation resolve the case? */
  readonly outsource?: boolean
  /** Must a second person confirm it? */
  readonly secondPerson?: boolean
  /** A mask operator comes first; then the profile is asked again. */
  readonly holdForMasking?: boolean
  readonly ruleId: string | null
  /** Each rule's outcome as it was decided by; history keeps it, so that a newer engine can't change the past. */
  readonly trace: unknown
}

export interface DecisionNote {
  readonly decisionId: string
  readonly attemptId: string
  readonly outcome: EffectAnswer['kind']
  readonly ruleId: string | null
  readonly trace: unknown
  readonly slots: readonly Slot[]
}

/** Local activities: short, idempotent writes and the rules. */
export interface CaseActivities {
  openSession(
    input: SessionRef & { inboxId: string; method: Method; attemptId: string },
  ): Promise<StoryPlan>
  saveConsent(input: SessionRef & { consentVersion: string }): Promise<void>
  saveDocumentType(input: SessionRef & { documentType: DocumentType }): Promise<void>
  startAttempt(
    input: AttemptRef & { number: number; slots: readonly Slot[]; expiresAtMs: number },
  ): Promise<void>
  saveChallenge(
    input: AttemptRef & {
      challengeId: string
      directions: readonly Direction[]
      issuedAtMs: number
      expiresAtMs: number
    },
  ): Promise<void>
  recordEvent(
    input: SessionRef & { seq: number; event: SessionEvent; by: 'SYSTEM' | 'APPLICANT' },
  ): Promise<SessionStatus>
  recordDecision(
    input: SessionRef & { seq: number; event: SessionEvent; decision: DecisionNote },
  ): Promise<SessionStatus>
  noteReminder(input: SessionRef): Promise<void>
  runChecks(
    input: AttemptRef & {
      readingDone: boolean
      thickness: ThicknessFinding | null
      authenticity: AuthenticityFinding | null
      face: FaceComparison | null
      liveness: LivenessFinding | null
      masks: readonly MaskFinding[] | null
    },
  ): Promise<void>
  evaluateProfile(input: AttemptRef): Promise<EffectAnswer>
  openMasking(
    input: AttemptRef & {
      taskId: string
      origin: MaskingOrigin
      slots: readonly Slot[]
      /** A reviewer's words, sealed. */
      inboxId: string | null
      dueMs: number
    },
  ): Promise<void>
  changeMasking(
    input: MaskingRef & {
      version: number
      type: 'CLAIMED' | 'RELEASED' | 'LEASE_EXPIRED' | 'WITHDRAWN'
      memberId: string | null
      leaseExpiresAtMs: number | null
    },
  ): Promise<void>
  renewMaskingLease(input: MaskingRef & { leaseExpiresAtMs: number }): Promise<void>
  /** Task, check record and audit in one transaction, once the masks are burnt in. */
  finishMasking(
    input: MaskingRef & { attemptId: string; version: number; inboxId: string },
  ): Promise<void>
  queueWebhooks(input: SessionRef & { seq: number; event: string }): Promise<readonly string[]>
  /** @returns when it is due by the company's own hours */
  openCase(
    input: AttemptRef & {
      caseId: string
      queue: string
      priority: number
      reasonCodes: readonly ReasonCode[]
      dueMs: number
      outsource: boolean
      secondPerson: boolean
    },
  ): Promise<OpenedCase>
  /** `memberId`: whose deed it is, or whose hold ends. */
  changeCase(
    input: CaseRef & {
      version: number
      type:
        | 'CLAIMED'
        | 'RELEASED'
        | 'ASSIGNED'
        | 'RETURNED'
        | 'LEASE_EXPIRED'
        | 'HANDED_OVER'
        | 'HANDED_BACK'
        | 'RECALLED'
        | 'PARTNER_OVERDUE'
        | 'WITHDRAWN'
      memberId: string | null
      /** Who assigns or takes back; else the member does it, or nobody. */
      byMemberId?: string
      leaseExpiresAtMs: number | null
      /** HANDED_OVER only. */
      partnerId?: string | undefined
    },
  ): Promise<void>
  /** An opinion laid aside and the case passed on, in one transaction. */
  giveOpinion(
    input: AttemptRef & {
      caseId: string
      version: number
      opinionId: string
      opinion: OpinionNote
      nextStage: CaseStage
    },
  ): Promise<void>
  moveCase(
    input: CaseRef & {
      version: number
      byMemberId: string
      queue: string | null
      priority: number | null
    },
  ): Promise<void>
  renewLease(input: CaseRef & { leaseExpiresAtMs: number }): Promise<void>
  escalateCase(input: CaseRef): Promise<void>
  /** Case, decision, session status and audit in one transaction: there is no moment between. */
  resolveCase(
    input: AttemptRef & {
      caseId: string
      version: number
      seq: number
      memberId: string
      decisionId: string
      resolution: Resolution
      reasonCodes: readonly ReasonCode[]
      slots: readonly Slot[]
      inboxId: string
      /** What the deciding person found, where others looked too: the decision's reasons are everybody's. */
      opinion?: OpinionNote
    },
  ): Promise<void>
  queueCaseWebhooks(
    input: SessionRef & { caseId: string; seq: number; event: CaseWebhook },
  ): Promise<readonly string[]>
}

export type CaseWebhook = 'case.opened' | 'case.resolved'

/** What one person makes of a case. */
export interface OpinionNote {
  readonly stage: CaseStage
  readonly memberId: string
  readonly personId: string
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  /** Sealed note and message. */
  readonly inboxId: string
}

/** What holds for a case from its opening on. */
export interface OpenedCase {
  readonly dueAtMs: number
  readonly secondReview: SecondReview
  /** Share of the cases that nothing else makes four eyes' that are looked at twice all the same, 0…100. */
  readonly samplePercent: number
  /** The person of the staff who opened the session: they may not decide it. */
  readonly submitterId: string | null
  /** Where the rules or the queue send it. */
  readonly partner: {
    readonly partnerId: string
    readonly leaseMs: number
    /** When it has to be back; missing in answers of older releases, which took nothing back. */
    readonly dueAtMs?: number
  } | null
}

/** Local activities of the queue `cases`: known cases that are laid before reviewers to measure them. */
export interface KnownCaseActivities {
  openKnownReview(
    input: CaseRef & {
      readonly knownId: string
      readonly insteadOf: string
      readonly drawnFor: string
      readonly partnerId: string | null
    },
  ): Promise<{ readonly laid: boolean }>
  changeKnownReview(
    input: CaseRef & {
      readonly version: number
      readonly type: 'CLAIMED' | 'RELEASED' | 'LEASE_EXPIRED' | 'RESOLVED' | 'WITHDRAWN'
      readonly memberId: string | null
      readonly leaseExpiresAtMs: number | null
      readonly answer: {
        readonly resolution: Resolution
        readonly reasonCodes: readonly ReasonCode[]
      } | null
    },
  ): Promise<void>
  renewKnownLease(input: CaseRef & { readonly leaseExpiresAtMs: number }): Promise<void>
}

export interface BackTestRef {
  readonly tenantId: string
  readonly backTestId: string
}

/** Local activities of the queue `cases`, so that an end is told even where nobody serves `batch`. */
export interface BackTestEnds {
  endBackTest(
    input: BackTestRef & { status: 'CANCELLED' | 'FAILED'; failureCode: string | null },
  ): Promise<void>
}

/** Long work on the queue `batch`, which no case waits for. */
export interface BatchActivities {
  /** Makes the file, part by part; a second try goes on where the first ended. @returns how long it is kept */
  writeSessionsCsv(input: ExportRef): Promise<{ readonly lifeMs: number }>
  /** Erases of some sessions what its term has ended for. @returns how many of each kind, and whether that was all */
  eraseDue(input: {
    readonly tenantId: string
    readonly most: number
  }): Promise<{ readonly erased: Readonly<Record<ErasedKind, number>>; readonly over: boolean }>
  /** Some pages further from where the row stands; says whether the test is over. */
  runBackTest(
    input: BackTestRef & { pageSize: number; pages: number },
  ): Promise<{ readonly over: boolean }>
}

export interface CaseRef {
  readonly tenantId: string
  readonly caseId: string
}

export interface MaskingRef extends SessionRef {
  readonly taskId: string
}

/** Activities that use processors, on the queue `vision`. */
export interface VisionActivities {
  reviewCapture(
    input: AttemptRef & {
      captureId: string
      slot: Slot
      ticketId: string
      sha256: string
      size: number
      frames: readonly { readonly bytes: number; readonly atMs: number }[]
      challengeId: string | null
      documentType: DocumentType
    },
  ): Promise<CaptureAnswer>
  readDocument(input: AttemptRef & { documentType: DocumentType }): Promise<void>
  judgeThickness(input: AttemptRef & { documentType: DocumentType }): Promise<ThicknessFinding>
  judgeAuthenticity(
    input: AttemptRef & { documentType: DocumentType },
  ): Promise<AuthenticityFinding>
  compareFaces(input: AttemptRef & { documentType: DocumentType }): Promise<FaceComparison>
  judgeLiveness(input: AttemptRef): Promise<LivenessFinding>
  maskCaptures(
    input: AttemptRef & { documentType: DocumentType; slots: readonly Slot[] },
  ): Promise<readonly MaskFinding[]>
  /** Burns in what an operator drew; the pictures that were there before are erased. */
  burnMasks(input: AttemptRef & { taskId: string; inboxId: string }): Promise<void>
}

export interface ExportRef {
  readonly tenantId: string
  readonly exportId: string
}

export interface IoActivities {
  /** One try; says whether another is worth it. */
  sendWebhook(input: { tenantId: string; deliveryId: string }): Promise<{ done: boolean }>
  giveUpWebhook(input: { tenantId: string; deliveryId: string }): Promise<void>
  /** Replays the session's stories, gathers its evidence and signs it. @returns how long it is kept */
  packEvidence(input: ExportRef): Promise<{ readonly lifeMs: number }>
  eraseExport(
    input: ExportRef & {
      status: 'FAILED' | 'CANCELLED' | 'EXPIRED'
      failureCode: string | null
    },
  ): Promise<void>
}

export interface SandboxActivities {
  /** Opens the session's link and hands in what the made applicant has, as far as the session still asks for it. */
  playApplicant(input: {
    tenantId: string
    sessionId: string
    code: string
    as: SandboxApplicantKey
  }): Promise<void>
}

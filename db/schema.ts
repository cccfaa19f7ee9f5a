import type { ColumnType, Generated } from 'kysely'
import type { PersonalKind, RevealPurpose, ViewReason } from '../domain/personal-data.ts'

/** Row types of the tables in migrations/, in camel case; what is personal is a sealed Buffer. */

type Json<T> = ColumnType<T, string, string>
type Instant = ColumnType<Date, Date, Date>
/** An instant that a row has later, if ever. */
type Later = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface Tenants {
  id: string
  name: string
  settings: Json<unknown>
  sectionVersions: ColumnType<unknown, string | undefined, string>
  createdAt: Instant
}

export interface BrandLogos {
  tenantId: string
  sha256: string
  png: Buffer
  width: number
  height: number
  createdAt: Instant
}

export interface CaptureTextVersions {
  tenantId: string
  version: number
  texts: Json<unknown>
  createdAt: Instant
}

export interface TenantKeys {
  tenantId: string
  id: string
  provider: string
  wrapped: Buffer | null
  createdAt: Instant
  destroyedAt: Instant | null
}

export interface Members {
  tenantId: string
  id: string
  userId: string
  displayName: string
  roles: string[]
  /** The member who answers for this one, where it is no person itself. */
  personMemberId: string | null
  isService: Generated<boolean>
  partnerId: string | null
  /** Until they came in for the first time. */
  invited: Generated<boolean>
  /** Their password opens the door also where the company's own provider is the rule. */
  breakGlass: Generated<boolean>
  lastSignedInAt: Generated<Date | null>
  createdAt: Instant
  disabledAt: Instant | null
}

export interface StaffLinks {
  tenantId: string
  id: string
  memberId: string
  kind: 'INVITATION' | 'PASSWORD'
  tokenHash: Buffer
  createdBy: string | null
  createdAt: Instant
  expiresAt: Instant
  usedAt: Instant | null
}

export interface SignInRules {
  tenantId: string
  secondFactor: boolean
  updatedAt: Instant
}

export interface SsoConnections {
  tenantId: string
  issuer: string
  clientId: string
  secretSealed: Buffer
  emailDomains: string[]
  defaultRole: string | null
  enabled: boolean
  required: boolean
  updatedAt: Instant
}

export interface SsoIdentities {
  tenantId: string
  issuer: string
  subjectHash: Buffer
  memberId: string
  createdAt: Instant
}

/** Of better-auth's tables what the settings of members need (migrations 0002 and 0019). */
export interface AuthUser {
  id: string
  name: string
  email: string
  emailVerified: boolean
  twoFactorEnabled: boolean | null
  createdAt: Instant
  updatedAt: Instant
}
export interface AuthAccount {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  createdAt: Instant
  updatedAt: Instant
}
export interface AuthSession {
  id: string
  userId: string
  ipAddress: string | null
  userAgent: string | null
  expiresAt: Instant
  ssoTenantId: string | null
  createdAt: Instant
  updatedAt: Instant
}
export interface AuthTwoFactor {
  id: string
  userId: string
}

export interface ApiKeys {
  tenantId: string
  id: string
  name: string
  hint: string
  secretHash: Buffer
  scopes: string[]
  sandbox: boolean
  memberId: string | null
  createdAt: Instant
  lastUsedAt: Instant | null
  revokedAt: Instant | null
  expiresAt: Generated<Date | null>
  /** The key that was made to take its place. */
  replacedBy: Generated<string | null>
}

export interface CheckProfiles {
  tenantId: string
  id: string
  name: string
  createdAt: Instant
  archivedAt: Instant | null
}

export interface CheckProfileVersions {
  tenantId: string
  id: string
  profileId: string
  number: number
  /** `PUBLISHED`: approved; whether it is in force yet or still follows from the days (db/reads/check-profiles.ts). */
  status: 'DRAFT' | 'SUBMITTED' | 'PUBLISHED' | 'ARCHIVED'
  definition: string
  sha256: string
  authorId: string
  publisherId: string | null
  createdAt: Instant
  updatedAt: Instant
  submittedAt: Instant | null
  publishedAt: Instant | null
  /** Of a submitted version what its author proposes; null: at once. */
  effectiveFrom: Instant | null
}

export type CheckProfileEventKind =
  | 'BEGUN'
  | 'SUBMITTED'
  | 'WITHDRAWN'
  | 'SENT_BACK'
  | 'PUBLISHED'
  | 'CANCELLED'
  | 'DISCARDED'
  | 'ARCHIVED'
  | 'RESTORED'

export interface CheckProfileEvents {
  tenantId: string
  id: string
  profileId: string
  versionId: string | null
  kind: CheckProfileEventKind
  memberId: string
  at: Instant
  effectiveFrom: Instant | null
  comment: string | null
}

export interface Applicants {
  tenantId: string
  id: string
  externalIdSealed: Buffer
  externalIdIndex: Buffer
  createdAt: Instant
}

export interface Sessions {
  tenantId: string
  id: string
  applicantId: string
  status: string
  eventSeq: Generated<number>
  method: string
  regime: string
  regulationLabel: string | null
  acceptedDocuments: string[]
  documentType: string | null
  locale: string
  checkProfileVersionId: string
  sandbox: boolean
  redirectUrl: string | null
  wrappedKey: Buffer | null
  declaredSealed: Buffer | null
  personIndex: Buffer | null
  askedSlots: string[]
  attemptNumber: Generated<number>
  reasonCodes: Generated<string[]>
  consentVersion: string | null
  consentedAt: Instant | null
  deviceKind: string | null
  createdAt: Instant
  updatedAt: Instant
  expiresAt: Instant
  submittedAt: Instant | null
  decidedAt: Instant | null
  redactedAt: Instant | null
  /** YYYY-MM-DD. */
  contractEndedOn: ColumnType<string | null, string | null | undefined, string | null>
  picturesErasedAt: Later
  filmsErasedAt: Later
  legalHoldAt: Later
  legalHoldReason: ColumnType<string | null, string | null | undefined, string | null>
  legalHoldBy: ColumnType<string | null, string | null | undefined, string | null>
}

export interface Attempts {
  tenantId: string
  id: string
  sessionId: string
  number: number
  askedSlots: string[]
  startedAt: Instant
  submittedAt: Instant | null
}

export interface Blobs {
  tenantId: string
  key: string
  sessionId: string
  kind: 'ORIGINAL' | 'MASKED' | 'RECTIFIED' | 'PORTRAIT'
  contentType: string
  size: number
  sha256: string
  createdAt: Instant
  erasedAt: Instant | null
}

export interface Frame {
  readonly bytes: number
  readonly atMs: number
}

export interface Captures {
  tenantId: string
  id: string
  sessionId: string
  attemptId: string
  slot: string
  frames: Json<readonly Frame[]>
  originalKey: string
  maskedKey: string | null
  rectifiedKey: string | null
  maskRegions: ColumnType<unknown, string | null | undefined, string | null>
  withheldAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  challengeId: string | null
  accepted: boolean
  verdict: Json<unknown>
  receivedAt: Instant
  supersededAt: Instant | null
}

export interface Challenges {
  tenantId: string
  id: string
  sessionId: string
  attemptId: string
  directions: string[]
  issuedAt: Instant
  expiresAt: Instant
  usedAt: Instant | null
}

export interface Extractions {
  tenantId: string
  attemptId: string
  readingSealed: Buffer
  createdAt: Instant
}

export interface CheckResults {
  tenantId: string
  attemptId: string
  key: string
  record: Json<unknown>
  createdAt: Instant
}

export interface Decisions {
  tenantId: string
  id: string
  sessionId: string
  attemptId: string
  outcome: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW'
  decidedBy: 'SYSTEM' | 'REVIEWER'
  memberId: string | null
  reasonCodes: string[]
  slots: Generated<string[]>
  checkProfileVersionId: string
  profileSha256: string
  ruleId: string | null
  trace: Json<unknown>
  internalNoteSealed: Buffer | null
  applicantMessageSealed: Buffer | null
  checklistSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  createdAt: Instant
}

export interface Cases {
  tenantId: string
  id: string
  sessionId: string
  attemptId: string
  status: string
  version: Generated<number>
  queue: string
  priority: number
  assigneeId: string | null
  leaseExpiresAt: Instant | null
  dueAt: Instant
  reasonCodes: string[]
  resolution: string | null
  openedAt: Instant
  resolvedAt: Instant | null
  escalatedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  stage: Generated<string>
  submitterId: string | null
  partnerId: string | null
}

export interface SearchTokens {
  tenantId: string
  /** 64 bits, signed, in decimal. */
  token: string
  sessionId: string
}

export interface MemberSkills {
  tenantId: string
  memberId: string
  queues: string[] | null
  documentTypes: string[] | null
  locales: string[] | null
  mostCases: number | null
  updatedAt: Instant
}

export interface SavedViews {
  tenantId: string
  id: string
  memberId: string
  list: 'CASES' | 'SESSIONS'
  name: string
  filter: Json<unknown>
  shared: boolean
  createdAt: Instant
  updatedAt: Instant
}

export interface CaseOpinions {
  tenantId: string
  id: string
  caseId: string
  stage: string
  memberId: string
  personId: string
  resolution: string
  reasonCodes: string[]
  slots: string[]
  internalNoteSealed: Buffer | null
  applicantMessageSealed: Buffer | null
  checklistSealed: Buffer | null
  createdAt: Instant
}

export interface Partners {
  tenantId: string
  id: string
  name: string
  queues: string[]
  fields: string[]
  leaseMs: number
  dueMs: number
  yenPerAccepted: number
  yenPerResolved: number
  yenPerMinute: number
  createdAt: Instant
  endedAt: Instant | null
}

export interface CaseHandovers {
  tenantId: string
  id: string
  caseId: string
  partnerId: string
  handedAt: Instant
  handedBy: string | null
  dueAt: Instant
  acceptedAt: Instant | null
  acceptedBy: string | null
  workingSince: Instant | null
  workedMs: ColumnType<string, number | undefined, number>
  endedAt: Instant | null
  ending: 'RESOLVED' | 'HANDED_BACK' | 'RECALLED' | 'OVERDUE' | 'WITHDRAWN' | null
  fields: string[]
  yenPerAccepted: number
  yenPerResolved: number
  yenPerMinute: number
}

export interface CaseEvents {
  tenantId: string
  id: string
  caseId: string
  type: string
  memberId: string | null
  at: Instant
  detail: ColumnType<unknown, string | undefined, string>
}

export interface ScreenVisits {
  tenantId: string
  sessionId: string
  screen: string
  visits: number
  totalMs: string
  firstAt: Instant
  lastAt: Instant
}

export interface MaskingTasks {
  tenantId: string
  id: string
  sessionId: string
  attemptId: string
  origin: 'UNCERTAIN' | 'RULE' | 'REVIEWER'
  slots: string[]
  status: 'OPEN' | 'ASSIGNED' | 'DONE' | 'WITHDRAWN'
  version: Generated<number>
  assigneeId: string | null
  leaseExpiresAt: Instant | null
  dueAt: Instant
  noteSealed: Buffer | null
  regions: number | null
  openedAt: Instant
  doneAt: Instant | null
}

export interface CaptureLinks {
  tenantId: string
  id: string
  sessionId: string
  codeHash: Buffer
  singleUse: boolean
  createdAt: Instant
  expiresAt: Instant
  usedAt: Instant | null
}

export interface CaptureDevices {
  tenantId: string
  id: string
  sessionId: string
  tokenHash: Buffer
  createdAt: Instant
  expiresAt: Instant
  revokedAt: Instant | null
}

export interface Inbox {
  tenantId: string
  id: string
  sessionId: ColumnType<string | null, string | null | undefined, string | null>
  kind: string
  contentSealed: Buffer
  createdAt: Instant
}

export interface IdempotencyKeys {
  tenantId: string
  operation: string
  keyHash: Buffer
  requestHash: Buffer
  resultId: string
  createdAt: Instant
}

export interface WebhookEndpoints {
  tenantId: string
  id: string
  url: string
  events: string[]
  secretSealed: Buffer
  previousSecretSealed: Buffer | null
  previousSecretUntil: Instant | null
  sandbox: boolean
  createdAt: Instant
  disabledAt: Instant | null
}

export interface DeliveryAttempt {
  readonly number: number
  readonly at: string
  readonly httpStatus: number | null
  readonly durationMs: number
  readonly errorCode: string | null
}

export interface WebhookDeliveries {
  tenantId: string
  id: string
  endpointId: string
  sessionId: string | null
  eventSeq: number | null
  event: string
  body: string
  status: 'PENDING' | 'DELIVERED' | 'FAILED'
  attempts: ColumnType<readonly DeliveryAttempt[], string | undefined, string>
  createdAt: Instant
  finishedAt: Instant | null
}

export interface GoldenCases {
  tenantId: string
  id: string
  profileId: string
  profileVersionId: string
  name: string
  documentType: string | null
  records: Json<unknown>
  expected: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW' | 'HOLD_FOR_MASKING'
  authorId: string
  createdAt: Instant
  retiredBy: string | null
  retiredAt: Instant | null
}

export interface KnownCases {
  tenantId: string
  id: string
  caseId: string
  expected: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN'
  markedBy: string
  createdAt: Instant
  retiredBy: string | null
  retiredAt: Instant | null
}

export interface KnownReviews {
  tenantId: string
  id: string
  knownId: string
  expected: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN'
  sessionId: string
  attemptId: string
  asOf: Instant
  drawnFor: string
  insteadOf: string
  partnerId: string | null
  partnerFields: Generated<string[]>
  handedAt: Instant | null
  status: string
  version: Generated<number>
  queue: string
  priority: number
  assigneeId: string | null
  leaseExpiresAt: Instant | null
  dueAt: Instant
  escalatedAt: Instant | null
  reasonCodes: string[]
  openedAt: Instant
  givenAt: Instant
  claimedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  resolution: ColumnType<string | null, string | null | undefined, string | null>
  givenReasons: Generated<string[]>
  resolvedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  events: ColumnType<unknown, string | undefined, string>
}

export interface BackTests {
  tenantId: string
  id: string
  profileVersionId: string
  definition: string
  sha256: string
  memberId: string
  plan: Json<unknown>
  status: 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED'
  failureCode: string | null
  total: number | null
  done: number
  place: string | null
  tally: ColumnType<unknown, string | null, string | null>
  createdAt: Instant
  updatedAt: Instant
  finishedAt: Instant | null
}

type EffectKind = 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW' | 'HOLD_FOR_MASKING'

export interface ShadowRuns {
  tenantId: string
  id: string
  profileId: string
  profileVersionId: string
  definition: string
  sha256: string
  memberId: string
  status: 'RUNNING' | 'STOPPED'
  startedAt: Instant
  stoppedAt: Instant | null
  stoppedBy: string | null
}

export interface ShadowDecisions {
  tenantId: string
  runId: string
  attemptId: string
  sessionId: string
  live: EffectKind
  liveRule: string | null
  shadow: EffectKind | null
  shadowRule: string | null
  told: boolean
  untold: string[]
  failureCode: string | null
  createdAt: Instant
}

export interface SplitTests {
  tenantId: string
  id: string
  profileId: string
  mainVersionId: string
  challengerVersionId: string
  /** Per cent of the new sessions. */
  share: number
  guards: Json<unknown>
  memberId: string
  status: 'RUNNING' | 'STOPPED'
  startedAt: Instant
  stoppedAt: Instant | null
  stoppedBy: string | null
  stopReason: 'MEMBER' | 'AUTO_APPROVE' | 'HUMAN_REVIEW' | 'OVERTURN' | 'MAIN_CHANGED' | null
  stopFigures: ColumnType<unknown, string | null, string | null>
}

export interface SplitCases {
  tenantId: string
  splitId: string
  sessionId: string
  attemptId: string
  arm: 'MAIN' | 'CHALLENGER'
  machine: Decisions['outcome']
  human: Decisions['outcome'] | null
  decidedAt: Instant
}

export interface AuditHeads {
  tenantId: string
  seq: ColumnType<string, number, number>
  hash: Buffer
}

export interface AuditEvents {
  tenantId: string
  seq: ColumnType<string, number, number>
  at: Instant
  actorKind: 'SYSTEM' | 'MEMBER' | 'API_KEY' | 'APPLICANT'
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  canonical: string
  previousHash: Buffer
  hash: Buffer
}

export interface Exports {
  tenantId: string
  id: string
  kind: 'SESSIONS_CSV' | 'EVIDENCE_PACKAGE'
  status: 'QUEUED' | 'RUNNING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED'
  sessionId: string | null
  sandbox: boolean | null
  spec: Json<unknown>
  actorKind: string
  actorId: string | null
  wrappedKey: Buffer | null
  rowsTotal: number | null
  rowsDone: Generated<number>
  size: ColumnType<string, number | undefined, number>
  sha256: string | null
  failureCode: string | null
  createdAt: Instant
  finishedAt: Instant | null
  expiresAt: Instant | null
}

export interface ExportParts {
  tenantId: string
  exportId: string
  number: number
  key: string
  size: number
  rows: number
  lastId: string | null
}

export interface ExportPresets {
  tenantId: string
  id: string
  name: string
  spec: Json<unknown>
  authorId: string | null
  createdAt: Instant
}

export interface SigningKeys {
  tenantId: string
  id: string
  publicKey: string
  privateSealed: Buffer
  createdAt: Instant
  retiredAt: Instant | null
}

export interface ReplayCertificates {
  tenantId: string
  id: string
  sessionId: string
  certificate: string
  createdAt: Instant
}

export interface PersonalReveals {
  tenantId: string
  id: string
  sessionId: string
  memberId: string
  kinds: PersonalKind[]
  purpose: RevealPurpose
  reasonSealed: Buffer
  grantedAt: Instant
  expiresAt: Instant
}

export interface PersonViews {
  tenantId: string
  sessionId: string
  viewerKind: 'MEMBER' | 'API_KEY'
  viewerId: string
  why: ViewReason
  grounds: string
  hour: Instant
  firstAt: Instant
  kinds: PersonalKind[]
}

export interface ExportContents {
  tenantId: string
  exportId: string
  number: number
  newestId: string
  oldestId: string
  sessionIds: Buffer
}

export interface DB {
  tenants: Tenants
  tenantKeys: TenantKeys
  brandLogos: BrandLogos
  captureTexts: CaptureTextVersions
  members: Members
  staffLinks: StaffLinks
  signInRules: SignInRules
  ssoConnections: SsoConnections
  ssoIdentities: SsoIdentities
  'auth.user': AuthUser
  'auth.account': AuthAccount
  'auth.session': AuthSession
  'auth.twoFactor': AuthTwoFactor
  apiKeys: ApiKeys
  checkProfiles: CheckProfiles
  checkProfileVersions: CheckProfileVersions
  checkProfileEvents: CheckProfileEvents
  applicants: Applicants
  sessions: Sessions
  searchTokens: SearchTokens
  memberSkills: MemberSkills
  savedViews: SavedViews
  attempts: Attempts
  blobs: Blobs
  captures: Captures
  challenges: Challenges
  extractions: Extractions
  checkResults: CheckResults
  decisions: Decisions
  cases: Cases
  caseEvents: CaseEvents
  caseOpinions: CaseOpinions
  partners: Partners
  caseHandovers: CaseHandovers
  maskingTasks: MaskingTasks
  captureLinks: CaptureLinks
  screenVisits: ScreenVisits
  captureDevices: CaptureDevices
  inbox: Inbox
  idempotencyKeys: IdempotencyKeys
  webhookEndpoints: WebhookEndpoints
  webhookDeliveries: WebhookDeliveries
  backTests: BackTests
  goldenCases: GoldenCases
  knownCases: KnownCases
  knownReviews: KnownReviews
  shadowRuns: ShadowRuns
  shadowDecisions: ShadowDecisions
  splitTests: SplitTests
  splitCases: SplitCases
  auditHeads: AuditHeads
  auditEvents: AuditEvents
  exports: Exports
  exportParts: ExportParts
  exportPresets: ExportPresets
  exportContents: ExportContents
  personalReveals: PersonalReveals
  personViews: PersonViews
  signingKeys: SigningKeys
  replayCertificates: ReplayCertificates
}

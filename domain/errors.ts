/** Every code that a caller of Kakunin may have to switch on. Closed: a new code is an API change. */
export const errorCodes = [
  'ID_MALFORMED',
  'HASH_MALFORMED',
  'INPUT_INVALID',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'IDEMPOTENCY_CONFLICT',
  'METHOD_NOT_ALLOWED_BY_REGIME',
  'METHOD_NOT_OFFERED',
  'PROFILE_NOT_PUBLISHED',
  'PROFILE_INVALID',
  'PROFILE_SELF_APPROVAL',
  'PROFILE_ARCHIVED',
  'SESSION_STATE',
  'SESSION_EXPIRED',
  'SANDBOX_ONLY',
  'SANDBOX_OFF',
  'CONSENT_MISSING',
  'LINK_EXPIRED',
  'LINK_INVALID',
  'SLOT_NOT_ASKED',
  'SLOTS_MISSING',
  'DOCUMENT_NOT_ACCEPTED',
  'TICKET_INVALID',
  'TICKET_EXPIRED',
  'TICKET_USED',
  'UPLOAD_TOO_LARGE',
  'UPLOAD_HASH_MISMATCH',
  'UPLOAD_MISSING',
  'IMAGE_UNREADABLE',
  'IMAGE_TOO_LARGE',
  'IMAGE_FORMAT',
  'CHALLENGE_INVALID',
  'CHALLENGE_EXPIRED',
  'CHALLENGE_USED',
  'CASE_STATE',
  'CASE_TAKEN',
  'CASE_LEASE_LOST',
  'CASE_STALE',
  'CASE_LIMIT',
  'CASE_SAME_PERSON',
  'CASE_OWN_SUBMISSION',
  'CASE_NEEDS_SUPERVISOR',
  'CASE_WITH_PARTNER',
  'CASE_RECALLED',
  'PARTNER_ENDED',
  'MEMBER_EXISTS',
  'MEMBER_STATE',
  'MEMBER_LAST_OWNER',
  'PASSWORD_WRONG',
  'PASSWORD_WEAK',
  'SECOND_FACTOR_NEEDED',
  'SSO_PROVIDER',
  'KEY_OVER',
  'DECISION_INCOMPLETE',
  'EXPORT_STATE',
  'SETTINGS_STALE',
  'RETENTION_TOO_SHORT',
  'WEBHOOK_TARGET_FORBIDDEN',
  'KEY_DESTROYED',
  'SEAL_BROKEN',
  'MODEL_UNAVAILABLE',
  'UNEXPECTED',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An expected failure. The message says what was expected and names the field, never the value. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError

export const isErrorCode = (value: unknown): value is ErrorCode =>
  errorCodes.some((code) => code === value)

import type {
  CasePartsFragment,
  CaseQuery,
  SessionQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'

export type LoadedCase = NonNullable<CaseQuery['case']>
export type LoadedSession = NonNullable<SessionQuery['verificationSession']>
export type LoadedAttempt = LoadedCase['session']['attempts'][number]
export type LoadedCapture = LoadedAttempt['captures'][number]
export type LoadedCheck = LoadedAttempt['checks'][number]
export type LoadedField = LoadedAttempt['fields'][number]
export type LoadedDecision = LoadedCase['session']['decisions'][number]
export type LoadedAuditEvent = LoadedCase['session']['history'][number]
export type Evidence = LoadedCheck['evidence'][number]
/** A place on a picture that something speaks of. */
export type Place = Pick<Evidence, 'slot' | 'box' | 'label'>
/** What a change of a case answers. */
export type CaseChange = CasePartsFragment

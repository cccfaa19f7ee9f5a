import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Slot } from '../../domain/method.ts'
import type { SessionEvent, SessionStatus } from '../../domain/session-state.ts'
import type { Trx } from '../client.ts'
import type { Decisions } from '../schema.ts'
import { applyEvent, type EventPlace } from './apply-event.ts'

export interface NewDecision {
  readonly id: string
  readonly attemptId: string
  readonly outcome: Decisions['outcome']
  readonly decidedBy: Decisions['decidedBy']
  readonly memberId: string | null
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly ruleId: string | null
  readonly trace: unknown
  readonly internalNoteSealed: Buffer | null
  readonly applicantMessageSealed: Buffer | null
  /** What the reviewer confirmed; a machine confirms nothing. */
  readonly checklistSealed?: Buffer | null
}

/** Decision, status and audit event in one transaction; a repeated call finds its event number taken and adds nothing. */
export async function recordDecision(
  trx: Trx,
  place: EventPlace,
  event: SessionEvent,
  decision: NewDecision,
): Promise<SessionStatus> {
  const { status, applied } = await applyEvent(trx, place, event)
  if (!applied) return status
  const profile = await trx
    .selectFrom('sessions')
    .innerJoin('checkProfileVersions', 'checkProfileVersions.id', 'sessions.checkProfileVersionId')
    .select(['checkProfileVersions.id', 'checkProfileVersions.sha256'])
    .where('sessions.id', '=', place.sessionId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('decisions')
    .values({
      tenantId: place.tenantId,
      sessionId: place.sessionId,
      ...decision,
      reasonCodes: [...decision.reasonCodes],
      slots: [...decision.slots],
      checkProfileVersionId: profile.id,
      profileSha256: profile.sha256,
      trace: JSON.stringify(decision.trace),
      createdAt: place.at,
    })
    .execute()
  return status
}

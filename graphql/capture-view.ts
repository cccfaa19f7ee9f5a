import { withTenant, type Trx } from '../db/client.ts'
import { attemptsBySession, capturesByAttempt, checksByAttempt } from '../db/reads/attempts.ts'
import { decisionsBySession, type Decision } from '../db/reads/decisions.ts'
import { sessionsById, type Session } from '../db/reads/sessions.ts'
import { readTenant, type Tenant } from '../db/reads/tenants.ts'
import type { CheckResult } from '../domain/check.ts'
import { slotsByMethod, type Slot } from '../domain/method.ts'
import { mayDisclose, type ReasonCode } from '../domain/reason-codes.ts'
import { toldOfDecline } from '../domain/told-of-decline.ts'
import { retakeReasons, type RetakeReason } from '../domain/retake-reasons.ts'
import type { ApplicantPrincipal } from './auth/principals.ts'
import type { Dependencies } from './dependencies.ts'
import { openDecisionText } from './session-seal.ts'

export interface CaptureSlot {
  readonly slot: Slot
  readonly asked: boolean
  readonly accepted: boolean
  readonly reasonCodes: readonly ReasonCode[]
}

/** What the applicant's screens need, and no more: nothing here says what was read or suspected. */
export interface CaptureView {
  readonly session: Session
  readonly tenant: Tenant
  readonly slots: readonly CaptureSlot[]
  readonly retake: readonly RetakeReason[]
  /** Why they were turned away, as far as they may know. */
  readonly declined: readonly ReasonCode[]
  readonly applicantMessage: string | null
}

/** The applicant's own session; null where it isn't there any more. */
export async function readCaptureView(
  { db, keyring }: Pick<Dependencies, 'db' | 'keyring'>,
  { tenantId, sessionId }: ApplicantPrincipal,
): Promise<CaptureView | null> {
  const read = await withTenant(db, tenantId, async (trx) => {
    const session = (await sessionsById(trx, [sessionId], null)).get(sessionId)
    const tenant = await readTenant(trx)
    return session && tenant ? { session, tenant, ...(await readProgress(trx, session)) } : null
  })
  if (!read) return null
  const { session, tenant, slots, lastWord } = read
  const told = lastWord && isToldNow(session) ? lastWord : null
  return {
    session,
    tenant,
    slots,
    retake:
      told && told.decision.outcome === 'ASK_AGAIN'
        ? retakeReasons(told.decision, told.checks)
        : [],
    declined:
      told && session.status === 'DECLINED' && told.decision.outcome === 'DECLINE'
        ? toldOfDecline(told.decision.reasonCodes)
        : [],
    applicantMessage: told
      ? await openDecisionText(
          keyring,
          session,
          told.decision.id,
          'applicant_message',
          told.decision.applicantMessageSealed,
        )
      : null,
  }
}

/** While pictures are being looked at, what was said of the earlier ones is no news any more. */
const isToldNow = ({ status }: Session): boolean =>
  ['CAPTURING', 'RESUBMISSION_REQUESTED', 'APPROVED', 'DECLINED'].includes(status)

interface LastWord {
  readonly decision: Decision
  readonly checks: readonly CheckResult[]
}

async function readProgress(
  trx: Trx,
  session: Session,
): Promise<{ slots: readonly CaptureSlot[]; lastWord: LastWord | null }> {
  const attempts = (await attemptsBySession(trx, [session.id])).get(session.id) ?? []
  const captures = (
    await Promise.all(
      attempts.map(async ({ id }) => (await capturesByAttempt(trx, [id])).get(id) ?? []),
    )
  ).flat()
  const current = attempts.find(({ number }) => number === session.attemptNumber)
  const slots = (slotsByMethod[session.method] ?? []).map((slot): CaptureSlot => {
    const ofSlot = captures.filter((capture) => capture.slot === slot)
    const accepted = ofSlot.some((capture) => capture.accepted && capture.supersededAt === null)
    const last = ofSlot.filter((capture) => capture.attemptId === current?.id).at(-1)
    return {
      slot,
      asked: session.askedSlots.includes(slot),
      accepted,
      reasonCodes: accepted ? [] : (last?.reasonCodes.filter(mayDisclose) ?? []),
    }
  })
  const decisions = (await decisionsBySession(trx, [session.id])).get(session.id) ?? []
  const decision = decisions.findLast(({ outcome }) => outcome !== 'REVIEW')
  if (!decision) return { slots, lastWord: null }
  const checks = (await checksByAttempt(trx, [decision.attemptId])).get(decision.attemptId) ?? []
  return { slots, lastWord: { decision, checks } }
}

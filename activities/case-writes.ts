import { withTenant, type Trx } from '../db/client.ts'
import { readInbox } from '../db/inbox.ts'
import { resolutionSchema, type Actor } from '../db/inbox-schemas.ts'
import { cellAad } from '../db/aad.ts'
import { applyEvent } from '../db/writes/apply-event.ts'
import { mustNotWaitForMasks } from '../db/writes/masking.ts'
import { recordDecision } from '../db/writes/record-decision.ts'
import { endHandover } from '../db/writes/handovers.ts'
import { changeCase, escalateCase, moveCase, renewLease } from '../db/writes/save-case.ts'
import { saveOpinion } from '../db/writes/save-opinion.ts'
import {
  saveChallenge,
  saveConsent,
  saveDocumentType,
  saveNote,
  startAttempt,
} from '../db/writes/save-progress.ts'
import { queueCaseDeliveries, queueDeliveries } from '../db/writes/webhooks.ts'
import type { SessionEvent } from '../domain/session-state.ts'
import type { CaseActivities, OpinionNote } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'
import { followHandover } from './follow-handover.ts'
import { settleCase } from './settle-case.ts'
import { watchSplit } from './watch-split.ts'

type Writes = Omit<
  CaseActivities,
  | 'openSession'
  | 'runChecks'
  | 'evaluateProfile'
  | 'openMasking'
  | 'changeMasking'
  | 'renewMaskingLease'
  | 'finishMasking'
>

const system: Actor = { kind: 'SYSTEM', id: null }
const applicant: Actor = { kind: 'APPLICANT', id: null }
const member = (id: string | null): Actor => (id ? { kind: 'MEMBER', id } : system)

/** The short writes of the story, each one transaction in the tenant's own context. */
export function createCaseWrites({ db, keyring, clock }: Dependencies): Writes {
  return {
    saveConsent: ({ consentVersion, ...session }) =>
      withTenant(db, session.tenantId, (trx) => saveConsent(trx, session, consentVersion, clock())),
    saveDocumentType: ({ documentType, ...session }) =>
      withTenant(db, session.tenantId, (trx) =>
        saveDocumentType(trx, session, documentType, clock()),
      ),
    startAttempt: ({ attemptId, number, slots, expiresAtMs, ...session }) =>
      withTenant(db, session.tenantId, (trx) =>
        startAttempt(
          trx,
          session,
          { id: attemptId, number, slots, expiresAt: new Date(expiresAtMs) },
          clock(),
        ),
      ),
    saveChallenge: ({ challengeId, attemptId, directions, issuedAtMs, expiresAtMs, ...session }) =>
      withTenant(db, session.tenantId, (trx) =>
        saveChallenge(trx, session, {
          id: challengeId,
          attemptId,
          directions,
          issuedAt: new Date(issuedAtMs),
          expiresAt: new Date(expiresAtMs),
        }),
      ),
    recordEvent: ({ seq, event, by, ...session }) =>
      withTenant(db, session.tenantId, async (trx) => {
        const actor = by === 'APPLICANT' ? applicant : system
        const { status, applied } = await applyEvent(
          trx,
          { ...session, seq, actor, at: clock() },
          event,
        )
        if (applied && event.type === 'SUBMITTED') {
          await trx
            .updateTable('attempts')
            .set({ submittedAt: clock() })
            .where('sessionId', '=', session.sessionId)
            .where('submittedAt', 'is', null)
            .execute()
        }
        return status
      }),
    async recordDecision({ seq, event, decision, ...session }) {
      const status = await withTenant(db, session.tenantId, (trx) =>
        recordDecision(trx, { ...session, seq, actor: system, at: clock() }, event, {
          id: decision.decisionId,
          attemptId: decision.attemptId,
          outcome: decision.outcome,
          decidedBy: 'SYSTEM',
          memberId: null,
          reasonCodes: 'reasonCodes' in event ? event.reasonCodes : [],
          slots: decision.slots,
          ruleId: decision.ruleId,
          trace: decision.trace,
          internalNoteSealed: null,
          applicantMessageSealed: null,
        }),
      )
      const { attemptId, outcome } = decision
      await watchSplit({ db, clock }, { ...session, attemptId }, outcome, 'MACHINE')
      return status
    },
    noteReminder: (session) =>
      withTenant(db, session.tenantId, (trx) =>
        saveNote(trx, session, 'verification_session.reminder_due', {}, clock()),
      ),
    queueWebhooks: ({ seq, event, ...session }) =>
      withTenant(db, session.tenantId, (trx) =>
        queueDeliveries(trx, { ...session, eventSeq: seq, event, at: clock() }),
      ),
    openCase: (input) =>
      withTenant(db, input.tenantId, async (trx) => settleCase(trx, input, clock())),
    changeCase: ({ version, type, memberId, byMemberId, leaseExpiresAtMs, partnerId, ...ref }) =>
      withTenant(db, ref.tenantId, async (trx) => {
        const at = clock()
        const { applied } = await changeCase(trx, {
          ...ref,
          version,
          event: { type },
          // whose deed it was, and not whose hold it ended
          memberId: type === 'HANDED_OVER' || type === 'RECALLED' ? (byMemberId ?? null) : memberId,
          assigneeId: type === 'CLAIMED' || type === 'ASSIGNED' ? memberId : null,
          leaseExpiresAt: leaseExpiresAtMs === null ? null : new Date(leaseExpiresAtMs),
          resolution: null,
          actor:
            type === 'LEASE_EXPIRED' || type === 'WITHDRAWN' || type === 'PARTNER_OVERDUE'
              ? system
              : member(byMemberId ?? memberId),
          at,
        })
        if (applied)
          await followHandover(trx, { ...ref, at }, { type, memberId, byMemberId, partnerId })
      }),
    moveCase: (input) =>
      withTenant(db, input.tenantId, (trx) => moveCase(trx, { ...input, at: clock() })),
    giveOpinion: ({ sessionId, opinionId, opinion, nextStage, ...input }) =>
      withTenant(db, input.tenantId, async (trx) => {
        const { tenantId, caseId, version } = input
        const at = clock()
        await mustNotWaitForMasks(trx, sessionId)
        const words = await sealedWords(trx, { tenantId, sessionId }, opinion.inboxId)
        const { applied } = await changeCase(trx, {
          tenantId,
          caseId,
          version,
          event: { type: 'OPINION_GIVEN' },
          memberId: opinion.memberId,
          assigneeId: null,
          leaseExpiresAt: null,
          resolution: null,
          stage: nextStage,
          actor: words.actor,
          at,
        })
        if (!applied) return
        await saveOpinion(
          trx,
          tenantId,
          {
            ...opinionRow(opinion),
            caseId,
            id: opinionId,
            ...words.seal('case_opinions', opinionId),
          },
          at,
        )
        await endHandover(trx, { tenantId, caseId, at }, 'RESOLVED')
      }),
    queueCaseWebhooks: ({ seq, ...place }) =>
      withTenant(db, place.tenantId, (trx) =>
        queueCaseDeliveries(trx, { ...place, eventSeq: seq, at: clock() }),
      ),
    renewLease: ({ caseId, tenantId, leaseExpiresAtMs }) =>
      withTenant(db, tenantId, (trx) => renewLease(trx, caseId, new Date(leaseExpiresAtMs))),
    escalateCase: (ref) => withTenant(db, ref.tenantId, (trx) => escalateCase(trx, ref, clock())),
    async resolveCase(input) {
      await withTenant(db, input.tenantId, async (trx) => {
        const { tenantId, sessionId, decisionId, caseId, opinion } = input
        await mustNotWaitForMasks(trx, sessionId)
        const words = await sealedWords(trx, { tenantId, sessionId }, input.inboxId)
        const at = clock()
        const { applied } = await changeCase(trx, {
          tenantId,
          caseId,
          version: input.version,
          event: { type: 'RESOLVED' },
          memberId: input.memberId,
          assigneeId: input.memberId,
          leaseExpiresAt: null,
          resolution: input.resolution,
          actor: words.actor,
          at,
        })
        if (applied) await endHandover(trx, { tenantId, caseId, at }, 'RESOLVED')
        if (opinion) {
          const id = decisionId
          const sealed = words.seal('case_opinions', id)
          await saveOpinion(trx, tenantId, { ...opinionRow(opinion), caseId, id, ...sealed }, at)
        }
        await recordDecision(
          trx,
          { tenantId, sessionId, seq: input.seq, actor: words.actor, at },
          resolutionEvent(input),
          {
            id: decisionId,
            attemptId: input.attemptId,
            outcome: input.resolution,
            decidedBy: 'REVIEWER',
            memberId: input.memberId,
            reasonCodes: input.reasonCodes,
            slots: input.slots,
            ruleId: null,
            trace: [],
            ...words.seal('decisions', decisionId),
          },
        )
      })
      await watchSplit({ db, clock }, input, input.resolution, 'PERSON')
    },
  }

  /** Note and message that wait in the inbox, ready to be sealed under the session's key. */
  async function sealedWords(
    trx: Trx,
    { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
    inboxId: string,
  ) {
    const words = await readInbox(trx, keyring, tenantId, inboxId, 'RESOLUTION', resolutionSchema)
    const session = await trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow()
    const box = await keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
    const sealed = (text: string | null, table: string, id: string, column: string) =>
      text === null ? null : box.seal(text, cellAad(tenantId, table, id, column))
    return {
      actor: words.actor,
      seal: (table: 'decisions' | 'case_opinions', id: string) => ({
        internalNoteSealed: sealed(words.internalNote, table, id, 'internal_note'),
        applicantMessageSealed: sealed(words.applicantMessage, table, id, 'applicant_message'),
        checklistSealed: sealed(
          words.checklist.length === 0 ? null : JSON.stringify(words.checklist),
          table,
          id,
          'checklist',
        ),
      }),
    }
  }
}

const opinionRow = ({ inboxId: _sealed, ...opinion }: OpinionNote) => opinion

function resolutionEvent({
  resolution,
  reasonCodes,
  slots,
}: Pick<
  Parameters<CaseActivities['resolveCase']>[0],
  'resolution' | 'reasonCodes' | 'slots'
>): SessionEvent {
  if (resolution === 'APPROVE') return { type: 'APPROVED', by: 'REVIEWER' }
  if (resolution === 'DECLINE') return { type: 'DECLINED', by: 'REVIEWER', reasonCodes }
  return { type: 'RESUBMISSION_REQUESTED', by: 'REVIEWER', reasonCodes, slots }
}

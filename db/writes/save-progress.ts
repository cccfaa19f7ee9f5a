import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { Direction, Slot } from '../../domain/method.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import { announce } from './announce.ts'

export interface SessionPlace {
  readonly tenantId: string
  readonly sessionId: string
}

const applicant = { kind: 'APPLICANT', id: null } as const

export async function saveConsent(
  trx: Trx,
  { tenantId, sessionId }: SessionPlace,
  consentVersion: string,
  at: Date,
): Promise<void> {
  const changed = await trx
    .updateTable('sessions')
    .set({ consentVersion, consentedAt: at, updatedAt: at })
    .where('id', '=', sessionId)
    .where('consentedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return
  await appendAudit(trx, tenantId, {
    at,
    actor: applicant,
    action: 'verification_session.consented',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { consentVersion },
  })
  await announce(trx, tenantId, sessionId)
}

export async function saveDocumentType(
  trx: Trx,
  { tenantId, sessionId }: SessionPlace,
  documentType: DocumentType,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ documentType, updatedAt: at })
    .where('id', '=', sessionId)
    .execute()
  await announce(trx, tenantId, sessionId)
}

/** The next attempt after a resubmission request, with time of its own; accepted captures of other slots stay. */
export async function startAttempt(
  trx: Trx,
  { tenantId, sessionId }: SessionPlace,
  attempt: { id: string; number: number; slots: readonly Slot[]; expiresAt: Date },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('attempts')
    .values({
      tenantId,
      id: attempt.id,
      sessionId,
      number: attempt.number,
      askedSlots: [...attempt.slots],
      startedAt: at,
      submittedAt: null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
  await trx
    .updateTable('sessions')
    .set({ expiresAt: attempt.expiresAt, updatedAt: at })
    .where('id', '=', sessionId)
    .execute()
  // what is asked for again no longer counts, but stays on record
  await trx
    .updateTable('captures')
    .set({ supersededAt: at })
    .where('sessionId', '=', sessionId)
    .where('slot', 'in', attempt.slots.length ? [...attempt.slots] : [''])
    .where('attemptId', '!=', attempt.id)
    .where('supersededAt', 'is', null)
    .execute()
}

export async function saveChallenge(
  trx: Trx,
  { tenantId, sessionId }: SessionPlace,
  challenge: {
    id: string
    attemptId: string
    directions: readonly Direction[]
    issuedAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await trx
    .insertInto('challenges')
    .values({
      tenantId,
      sessionId,
      id: challenge.id,
      attemptId: challenge.attemptId,
      directions: [...challenge.directions],
      issuedAt: challenge.issuedAt,
      expiresAt: challenge.expiresAt,
      usedAt: null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/** A note for the timeline that changes no status, such as a reminder that went out. */
export async function saveNote(
  trx: Trx,
  { tenantId, sessionId }: SessionPlace,
  action: string,
  detail: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<void> {
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'SYSTEM', id: null },
    action,
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail,
  })
}

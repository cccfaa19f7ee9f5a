import { newId } from '../../domain/ids.ts'
import type { Method, Slot } from '../../domain/method.ts'
import { appendAudit } from '../audit.ts'
import { cellAad } from '../aad.ts'
import type { Trx } from '../client.ts'
import type { OpenSession } from '../inbox-schemas.ts'
import type { Keyring } from '../keyring.ts'
import { searchTokensOf } from '../search-tokens.ts'
import { announce } from './announce.ts'
import { saveSearchTokens } from './save-search-tokens.ts'

export interface NewSession {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly method: Method
  readonly slots: readonly Slot[]
  readonly at: Date
  readonly expiresAt: Date
  readonly request: OpenSession
}

/** Writes applicant, session and first attempt; a second call with the same session id changes nothing. */
export async function openSession(trx: Trx, keyring: Keyring, session: NewSession): Promise<void> {
  const { tenantId, sessionId, request, at } = session
  const applicantId = await findOrCreateApplicant(trx, keyring, session)
  const { wrapped, box } = await keyring.newSessionKey(tenantId, sessionId)
  const inserted = await trx
    .insertInto('sessions')
    .values({
      tenantId,
      id: sessionId,
      applicantId,
      status: 'CREATED',
      method: session.method,
      regime: request.regime,
      regulationLabel: request.regulationLabel,
      acceptedDocuments: request.acceptedDocuments,
      documentType: null,
      locale: request.locale,
      checkProfileVersionId: request.checkProfileVersionId,
      sandbox: request.sandbox,
      redirectUrl: request.redirectUrl,
      wrappedKey: wrapped,
      declaredSealed: request.declared
        ? box.seal(
            JSON.stringify(request.declared),
            cellAad(tenantId, 'sessions', sessionId, 'declared'),
          )
        : null,
      personIndex: null,
      askedSlots: [...session.slots],
      consentVersion: null,
      consentedAt: null,
      createdAt: at,
      updatedAt: at,
      expiresAt: session.expiresAt,
      submittedAt: null,
      decidedAt: null,
      redactedAt: null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  await trx
    .insertInto('attempts')
    .values({
      tenantId,
      id: session.attemptId,
      sessionId,
      number: 1,
      askedSlots: [...session.slots],
      startedAt: at,
      submittedAt: null,
    })
    .execute()
  const tokens = await searchTokensOf(keyring, tenantId, request.declared, null)
  await saveSearchTokens(trx, { tenantId, sessionId }, tokens)
  await appendAudit(trx, tenantId, {
    at,
    actor: request.actor,
    action: 'verification_session.created',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { method: session.method, checkProfileVersionId: request.checkProfileVersionId },
  })
  await announce(trx, tenantId, sessionId)
}

async function findOrCreateApplicant(
  trx: Trx,
  keyring: Keyring,
  { tenantId, request, at }: NewSession,
): Promise<string> {
  const index = await keyring.blindIndex(tenantId, 'external-id', request.externalId)
  const id = newId(at.getTime())
  const box = await keyring.tenantBox(tenantId)
  await trx
    .insertInto('applicants')
    .values({
      tenantId,
      id,
      externalIdSealed: box.seal(
        request.externalId,
        cellAad(tenantId, 'applicants', id, 'external_id'),
      ),
      externalIdIndex: index,
      createdAt: at,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'externalIdIndex']).doNothing())
    .execute()
  const row = await trx
    .selectFrom('applicants')
    .select('id')
    .where('externalIdIndex', '=', index)
    .executeTakeFirstOrThrow()
  return row.id
}

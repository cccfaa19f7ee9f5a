import { verifyAuditChain } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { openSession } from '../../db/writes/open-session.ts'
import { newId } from '../../domain/ids.ts'
import { slots, type Slot } from '../../domain/method.ts'
import type { TestDatabase } from './database.ts'
import type { PreparedTenant } from './tenant.ts'

export interface SessionRow {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
}

/** A session as the story's first step writes it, without a story; `asked`: what its method asks for. */
export async function insertSession(
  { db, keyring }: TestDatabase,
  { tenantId, versionId }: PreparedTenant,
  asked: readonly Slot[] = slots,
): Promise<SessionRow> {
  const [sessionId, attemptId] = [newId(), newId()]
  const at = new Date()
  await withTenant(db, tenantId, (trx) =>
    openSession(trx, keyring, {
      tenantId,
      sessionId,
      attemptId,
      method: 'DOC_SELFIE',
      slots: asked,
      at,
      expiresAt: new Date(at.getTime() + 60_000),
      request: {
        externalId: newId(),
        declared: null,
        acceptedDocuments: ['DRIVERS_LICENCE'],
        locale: 'ja',
        checkProfileVersionId: versionId,
        sandbox: false,
        redirectUrl: null,
        regime: 'NONE',
        regulationLabel: null,
        actor: { kind: 'SYSTEM', id: null },
      },
    }),
  )
  return { tenantId, sessionId, attemptId }
}

/** The actions that the audit log has of a session, in order; fails when the chain is broken. */
export async function auditOf(
  { db }: TestDatabase,
  { tenantId, sessionId }: Pick<SessionRow, 'tenantId' | 'sessionId'>,
): Promise<readonly string[]> {
  return withTenant(db, tenantId, async (trx) => {
    const verdict = await verifyAuditChain(trx)
    if (!verdict.intact) throw new Error(`the audit chain is broken at ${verdict.brokenAt}`)
    const rows = await trx
      .selectFrom('auditEvents')
      .select('action')
      .where('subjectId', '=', sessionId)
      .orderBy('seq')
      .execute()
    return rows.map(({ action }) => action.replace('verification_session.', ''))
  })
}

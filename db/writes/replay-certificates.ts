import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'

export interface NewCertificate {
  readonly tenantId: string
  readonly sessionId: string
  /** Hashes, ids and codes. */
  readonly certificate: { readonly deterministic: boolean | null; readonly sameDecision: boolean }
  readonly at: Date
}

export async function saveCertificate(
  trx: Trx,
  { tenantId, sessionId, certificate, at }: NewCertificate,
): Promise<void> {
  const { deterministic, sameDecision } = certificate
  await trx
    .insertInto('replayCertificates')
    .values({
      tenantId,
      id: newId(at.getTime()),
      sessionId,
      certificate: JSON.stringify(certificate),
      createdAt: at,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'SYSTEM', id: null },
    action: 'verification_session.replayed',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { deterministic, sameDecision },
  })
}

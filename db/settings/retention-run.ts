import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

/** Who did not wait for the night. */
export const noteRetentionAsked = (
  trx: Trx,
  tenantId: string,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'tenant.retention_asked',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: {},
  })

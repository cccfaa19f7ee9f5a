import { sql } from 'kysely'
import type { SecondReviewPolicy } from '../../domain/second-review.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

/** When four eyes are wanted from now on; cases that are open stay as they were opened. */
export async function saveSecondReview(
  trx: Trx,
  tenantId: string,
  { policy, actor, at }: { policy: SecondReviewPolicy; actor: Actor; at: Date },
): Promise<void> {
  await trx
    .updateTable('tenants')
    .set({
      settings: sql`jsonb_set(settings, '{secondReview}', ${JSON.stringify(policy)}::jsonb)`,
    })
    .where('id', '=', tenantId)
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'tenant.second_review_saved',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: { ...policy },
  })
}

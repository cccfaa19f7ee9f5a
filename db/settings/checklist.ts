import { sql } from 'kysely'
import type { ChecklistItem } from '../../domain/checklist.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

/** Puts another checklist in the place of the tenant's; cases that are open are held to it from now on. */
export async function saveChecklist(
  trx: Trx,
  tenantId: string,
  { items, actor, at }: { items: readonly ChecklistItem[]; actor: Actor; at: Date },
): Promise<void> {
  await trx
    .updateTable('tenants')
    .set({
      settings: sql`jsonb_set(settings, '{checklist}', ${JSON.stringify(items)}::jsonb)`,
    })
    .where('id', '=', tenantId)
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'tenant.checklist_saved',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: {
      items: items.length,
      noteRequired: items.filter(({ noteRequired }) => noteRequired).length,
    },
  })
}

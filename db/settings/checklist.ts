import type { ChecklistItem } from '../../domain/checklist.ts'
import type { Trx } from '../client.ts'
import { saveSection, type SectionEdit } from './tenant-section.ts'

/**
 * Puts another checklist in the place of the tenant's; cases that are open are held to it from now on.
 * @throws DomainError `SETTINGS_STALE`
 */
export async function saveChecklist(
  trx: Trx,
  tenantId: string,
  { items, ...edit }: SectionEdit & { readonly items: readonly ChecklistItem[] },
): Promise<void> {
  await saveSection(trx, tenantId, {
    ...edit,
    section: 'checklist',
    values: { checklist: items },
    action: 'tenant.checklist_saved',
    detail: {
      items: items.length,
      noteRequired: items.filter(({ noteRequired }) => noteRequired).length,
    },
  })
}

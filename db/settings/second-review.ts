import type { SecondReviewPolicy } from '../../domain/second-review.ts'
import type { Trx } from '../client.ts'
import { saveSection, type SectionEdit } from './tenant-section.ts'

/** When four eyes are wanted from now on; cases that are open stay as they were opened. @throws DomainError `SETTINGS_STALE` */
export async function saveSecondReview(
  trx: Trx,
  tenantId: string,
  { policy, ...edit }: SectionEdit & { readonly policy: SecondReviewPolicy },
): Promise<void> {
  await saveSection(trx, tenantId, {
    ...edit,
    section: 'secondReview',
    values: { secondReview: policy },
    action: 'tenant.second_review_saved',
    detail: { ...policy },
  })
}

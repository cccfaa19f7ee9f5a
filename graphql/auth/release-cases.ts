import { withTenant } from '../../db/client.ts'
import { casesHeldBy, masksHeldBy } from '../../db/reads/staff.ts'
import { isDomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { caseAssigned, caseReleased, maskingReleased } from '../../workflows/messages.ts'
import type { Dependencies } from '../dependencies.ts'

/**
 * Cases of somebody who works on them no more go back to their queue, each through its own workflow. One that is over
 * meanwhile is left; one that can't be told now comes back when its reservation ends.
 * @returns how many went back
 */
export async function releaseCases(
  { db, stories, log }: Pick<Dependencies, 'db' | 'stories' | 'log'>,
  {
    tenantId,
    memberId,
    partnerId,
    byMemberId,
  }: {
    readonly tenantId: string
    readonly memberId: string
    readonly partnerId: string | null
    readonly byMemberId: string
  },
): Promise<number> {
  const held = await withTenant(db, tenantId, (trx) => casesHeldBy(trx, memberId))
  let released = 0
  for (const caseId of held) {
    const place = { tenantId, caseId }
    try {
      await (partnerId === null
        ? stories.tellCase(place, caseAssigned, newId(), [{ byMemberId, memberId: null }])
        : stories.tellCase(place, caseReleased, newId(), [{ memberId, partnerId }]))
      released += 1
    } catch (error) {
      log.warn({ code: isDomainError(error) ? error.code : 'CASE_NOT_RELEASED', caseId })
    }
  }
  return released
}

/** The same of pictures that somebody has taken to mask them, and masks no more. */
export async function releaseMasks(
  { db, stories, log }: Pick<Dependencies, 'db' | 'stories' | 'log'>,
  {
    tenantId,
    memberId,
    byMemberId,
  }: { readonly tenantId: string; readonly memberId: string; readonly byMemberId: string },
): Promise<void> {
  const held = await withTenant(db, tenantId, (trx) => masksHeldBy(trx, memberId))
  for (const taskId of held) {
    try {
      await stories.tellMasking({ tenantId, taskId }, maskingReleased, newId(), [
        { memberId, byMemberId },
      ])
    } catch (error) {
      log.warn({ code: isDomainError(error) ? error.code : 'MASKING_NOT_RELEASED', taskId })
    }
  }
}

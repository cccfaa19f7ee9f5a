import type { Trx } from '../db/client.ts'
import { checksByAttempt } from '../db/reads/attempts.ts'
import { partnerFor, readPartner } from '../db/reads/partners.ts'
import { submitterOf } from '../db/reads/submitter.ts'
import { readTenant } from '../db/reads/tenants.ts'
import { beginHandover } from '../db/writes/handovers.ts'
import { openCase } from '../db/writes/save-case.ts'
import { dueTime } from '../domain/business-hours.ts'
import { isPublicHoliday } from '../domain/public-holidays.ts'
import { secondReviewOf } from '../domain/second-review.ts'
import { openChecks } from '../rules/check-facts.ts'
import type { CaseActivities, OpenedCase } from '../workflows/activity-types.ts'

type Opening = Parameters<CaseActivities['openCase']>[0]

/** Opens a case and says what holds for it from now on, whatever the settings become. A repeated call finds it as it was. */
export async function settleCase(trx: Trx, opening: Opening, at: Date): Promise<OpenedCase> {
  const { outsource, secondPerson, dueMs, ...opened } = opening
  const { tenantId, caseId, attemptId, sessionId, queue } = opened
  const submitterId = await submitterOf(trx, sessionId)
  const tenant = await readTenant(trx)
  const hours = tenant?.settings.businessHours ?? null
  const dueAt = new Date(dueTime(at.getTime(), dueMs, hours, isPublicHoliday))
  if (await openCase(trx, { ...opened, dueAt, submitterId, at })) {
    const partnerId = await partnerFor(trx, { queue, outsource })
    if (partnerId) await beginHandover(trx, { tenantId, caseId, at }, partnerId, null)
  }
  const policy = tenant?.settings.secondReview
  const checks = (await checksByAttempt(trx, [attemptId])).get(attemptId) ?? []
  return {
    dueAtMs: dueAt.getTime(),
    secondReview:
      secondPerson || !policy ? 'ALWAYS' : secondReviewOf(policy, openChecks(checks).length),
    samplePercent: policy?.samplePercent ?? 0,
    submitterId,
    partner: await currentPartner(trx, caseId),
  }
}

async function currentPartner(trx: Trx, caseId: string): Promise<OpenedCase['partner']> {
  const handover = await trx
    .selectFrom('caseHandovers')
    .select(['partnerId', 'dueAt'])
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  const partner = handover && (await readPartner(trx, handover.partnerId))
  return partner
    ? { partnerId: partner.id, leaseMs: partner.leaseMs, dueAtMs: handover.dueAt.getTime() }
    : null
}

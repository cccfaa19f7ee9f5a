import { withTenant } from '../db/client.ts'
import { readInbox } from '../db/inbox.ts'
import { openSessionSchema } from '../db/inbox-schemas.ts'
import { openSession as writeSession } from '../db/writes/open-session.ts'
import { DomainError } from '../domain/errors.ts'
import { slotsByMethod } from '../domain/method.ts'
import { tenantSettingsSchema } from '../domain/tenant-settings.ts'
import type { CaseActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** Makes the session from what waits in the inbox and answers with the durations that the story goes by. */
export const openSession =
  ({ db, keyring, clock }: Dependencies): CaseActivities['openSession'] =>
  ({ tenantId, sessionId, inboxId, method, attemptId }) =>
    withTenant(db, tenantId, async (trx) => {
      const slots = slotsByMethod[method]
      if (!slots)
        throw new DomainError('INPUT_INVALID', 'method: expected one that can be captured')
      const request = await readInbox(
        trx,
        keyring,
        tenantId,
        inboxId,
        'OPEN_SESSION',
        openSessionSchema,
      )
      const tenant = await trx.selectFrom('tenants').select('settings').executeTakeFirstOrThrow()
      const settings = tenantSettingsSchema.parse(tenant.settings)
      const lifeMs = Math.min(request.lifeMs ?? Infinity, settings.sessionLifeMs)
      const at = clock()
      await writeSession(trx, keyring, {
        tenantId,
        sessionId,
        attemptId,
        method,
        slots,
        at,
        expiresAt: new Date(at.getTime() + lifeMs),
        request,
      })
      return {
        slots,
        acceptedDocuments: request.acceptedDocuments,
        lifeMs,
        reminderBeforeMs: settings.reminderBeforeMs,
        maxResubmissions: settings.maxResubmissions,
        challengeLifeMs: settings.challengeLifeMs,
        livenessTurns: settings.livenessTurns,
        caseLeaseMs: settings.caseLeaseMs,
        caseDueMs: settings.caseDueMs,
        webhookFirstRetryMs: settings.webhookFirstRetryMs,
        webhookMaxAgeMs: settings.webhookMaxAgeMs,
      }
    })

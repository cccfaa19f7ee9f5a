import { withTenant } from '../db/client.ts'
import { changeKnownReview, openKnownReview, renewKnownLease } from '../db/writes/known-reviews.ts'
import type { KnownCaseActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** What is said of a known case goes into its own row: to no session, applicant, webhook, invoice or count. */
export const createKnownCaseActivities = ({ db, clock }: Dependencies): KnownCaseActivities => ({
  openKnownReview: (input) =>
    withTenant(db, input.tenantId, async (trx) => ({
      laid: await openKnownReview(trx, { ...input, at: clock() }),
    })),
  changeKnownReview: ({ leaseExpiresAtMs, ...change }) =>
    withTenant(db, change.tenantId, (trx) =>
      changeKnownReview(trx, {
        ...change,
        leaseExpiresAt: leaseExpiresAtMs === null ? null : new Date(leaseExpiresAtMs),
        at: clock(),
      }),
    ),
  renewKnownLease: ({ tenantId, caseId, leaseExpiresAtMs }) =>
    withTenant(db, tenantId, (trx) => renewKnownLease(trx, caseId, new Date(leaseExpiresAtMs))),
})

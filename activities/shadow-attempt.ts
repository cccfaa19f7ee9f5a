import { withTenant } from '../db/client.ts'
import {
  hurry,
  runningShadows,
  saveShadowDecision,
  type RunningShadow,
} from '../db/writes/shadow-decisions.ts'
import type { ShadowDecisions } from '../db/schema.ts'
import { isDomainError } from '../domain/errors.ts'
import type { PastFacts } from '../rules/back-test-facts.ts'
import { decideInShadow } from '../rules/shadow.ts'
import type { AttemptRef } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** Nobody waits for a shadow; each statement of it has this long. */
const statementMs = 2000

/**
 * Asks the versions that run in the shadow what they would have decided, after the live decision and apart from it: nothing that
 * happens here is heard of there. A version that fails is counted as failed; what can't be written is lost.
 */
export async function shadowAttempt(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  { tenantId, sessionId, attemptId }: AttemptRef,
  live: Pick<ShadowDecisions, 'live' | 'liveRule'>,
  readPast: () => PastFacts,
): Promise<void> {
  try {
    const shadows = await withTenant(db, tenantId, async (trx) => {
      await hurry(trx, statementMs)
      return runningShadows(trx, sessionId)
    })
    if (shadows.length === 0) return
    const said = shadows.map((shadow) => ({
      tenantId,
      sessionId,
      attemptId,
      runId: shadow.id,
      ...live,
      ...saidBy(shadow, readPast),
      createdAt: clock(),
    }))
    await withTenant(db, tenantId, async (trx) => {
      await hurry(trx, statementMs)
      for (const each of said) await saveShadowDecision(trx, each)
    })
  } catch {
    // the live decision stands; a try of the whole activity would ask anew
  }
}

function saidBy(shadow: RunningShadow, readPast: () => PastFacts) {
  try {
    const { kind, rule, told, untold } = decideInShadow(shadow, readPast())
    return { shadow: kind, shadowRule: rule, told, untold: [...untold], failureCode: null }
  } catch (error) {
    const failureCode = isDomainError(error) ? error.code : 'UNEXPECTED'
    return { shadow: null, shadowRule: null, told: false, untold: [], failureCode }
  }
}

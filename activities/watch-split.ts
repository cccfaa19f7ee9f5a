import { withTenant, type Trx } from '../db/client.ts'
import { readArms, runningSplit } from '../db/reads/splits.ts'
import type { Decisions } from '../db/schema.ts'
import { endSplit } from '../db/settings/splits.ts'
import { hurry } from '../db/writes/shadow-decisions.ts'
import { noteHuman, noteMachine } from '../db/writes/split-cases.ts'
import { readGuards } from '../domain/split-test.ts'
import type { AttemptRef } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** Nobody waits for it; each statement has this long. */
const statementMs = 2000

/**
 * Counts a decision for the split that its session was opened under, and stops the split where a guard rail has seen enough. It
 * comes after the decision and apart from it: what fails here is lost for the count, and the decision stands.
 */
export async function watchSplit(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  { tenantId, sessionId, attemptId }: AttemptRef,
  outcome: Decisions['outcome'],
  by: 'MACHINE' | 'PERSON',
): Promise<void> {
  try {
    await withTenant(db, tenantId, async (trx) => {
      await hurry(trx, statementMs)
      const at = clock()
      const decided = { tenantId, sessionId, attemptId, outcome }
      const profileId =
        by === 'MACHINE' ? await noteMachine(trx, decided, at) : await noteHuman(trx, decided)
      if (profileId !== null) await mindGuards(trx, profileId, at)
    })
  } catch {
    // the decision stands; the next one is counted and looked at anew
  }
}

async function mindGuards(trx: Trx, profileId: string, at: Date): Promise<void> {
  const split = await runningSplit(trx, profileId)
  if (!split) return
  const { CHALLENGER } = await readArms(trx, split.id)
  const seen = readGuards(split.guards, CHALLENGER).find(({ broken }) => broken)
  if (seen) await endSplit(trx, split, seen.reason, { at, seen })
}

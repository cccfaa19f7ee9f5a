import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { heartbeat } from '@temporalio/activity'
import { withTenant, type Database } from '../db/client.ts'
import { backTestsById, type BackTest as StoredTest } from '../db/reads/back-tests.ts'
import { countPastSessions, readPastSessions, type PastRow } from '../db/reads/past-sessions.ts'
import { endBackTest, saveProgress, saveTotal } from '../db/settings/back-tests.ts'
import { DomainError } from '../domain/errors.ts'
import { continueBackTest, type BackTest } from '../rules/back-test.ts'
import { readPastProfile, type PastProfile } from '../rules/back-test-facts.ts'
import { readPastAttempt } from '../rules/back-test-read.ts'
import { emptyTally, tallySchema } from '../rules/back-test-tally.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import type { BackTestEnds, BatchActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/**
 * Counts some pages of past sessions from where the row says that an earlier part ended; each page is written together with its
 * place, so that a worker that dies has counted nothing twice and nothing for nobody.
 */
export function createBackTestActivities({
  db,
  clock,
}: Dependencies): Pick<BatchActivities, 'runBackTest'> {
  return {
    async runBackTest({ tenantId, backTestId, pageSize, pages }) {
      const stored = await withTenant(db, tenantId, async (trx) => {
        const found = (await backTestsById(trx, [backTestId])).get(backTestId)
        if (!found) throw new DomainError('NOT_FOUND', 'no such back-test')
        if (found.total === null && found.status === 'RUNNING')
          await saveTotal(trx, backTestId, await countPastSessions(trx, found.plan))
        return found
      })
      if (stored.status !== 'RUNNING') return { over: true }
      const test = openTest(stored)
      const versions = createVersions(db, tenantId)
      const read = (after: string | null) =>
        withTenant(db, tenantId, (trx) =>
          readPastSessions(trx, stored.plan, { after, limit: pageSize }),
        )
      let { place, done } = stored
      let next = read(place)
      for (let page = 0; page < pages; page += 1) {
        heartbeat(done)
        const sessions = bySession(await next)
        const from = place
        const isLast = sessions.length < pageSize
        place = sessions.at(-1)?.[0].sessionId ?? place
        if (!isLast && page + 1 < pages) {
          // the database reads on while this page is decided
          next = read(place)
          next.catch(() => undefined)
        }
        await addPage(test, sessions, await versions(sessions.flat()))
        done += sessions.length
        const progress = { id: backTestId, tenantId, from, place, done, isLast, at: clock() }
        const written = await withTenant(db, tenantId, (trx) =>
          saveProgress(trx, { ...progress, tally: test.tally() }),
        )
        if (!written || isLast) return { over: true }
      }
      return { over: false }
    },
  }
}

/** Ends a test that did not come to its own end. */
export const createBackTestEnd = ({ db, clock }: Dependencies): BackTestEnds => ({
  endBackTest: ({ tenantId, backTestId, status, failureCode }) =>
    withTenant(db, tenantId, (trx) =>
      endBackTest(trx, { tenantId, id: backTestId, status, failureCode, at: clock() }),
    ),
})

/** The version as it was when the test began, whatever became of draft and profile since. */
function openTest({ definition, sha256, plan, tally }: StoredTest): BackTest {
  if (createHash('sha256').update(definition).digest('hex') !== sha256) {
    throw new DomainError('PROFILE_INVALID', 'expected the version that the hash is of')
  }
  const profile = parseCheckProfile(JSON.parse(definition))
  const { seed, maxResubmissions } = plan
  const from = tally === null ? emptyTally(profile) : tallySchema.parse(tally)
  return continueBackTest({ profile, seed, maxResubmissions }, from)
}

type SessionRows = readonly [PastRow, ...PastRow[]]

function bySession(rows: readonly PastRow[]): readonly SessionRows[] {
  const sessions: [PastRow, ...PastRow[]][] = []
  for (const row of rows) {
    const last = sessions.at(-1)
    if (last && last[0].sessionId === row.sessionId) last.push(row)
    else sessions.push([row])
  }
  return sessions
}

/** Versions that attempts were checked by, each read once. */
function createVersions(db: Database, tenantId: string) {
  const known = new Map<string, PastProfile>()
  return async (rows: readonly PastRow[]): Promise<ReadonlyMap<string, PastProfile>> => {
    const wanted = new Set(rows.flatMap(({ decided }) => decided?.profileVersionId ?? []))
    const missing = [...wanted].filter((id) => !known.has(id))
    if (missing.length > 0) {
      const versions = await withTenant(db, tenantId, (trx) =>
        trx
          .selectFrom('checkProfileVersions')
          .select(['id', 'definition'])
          .where('id', 'in', missing)
          .execute(),
      )
      for (const { id, definition } of versions) known.set(id, readPastProfile(definition))
    }
    return known
  }
}

/** Longest that the other work of this process has to wait for a back-test. */
const turnMs = 15

async function addPage(
  test: BackTest,
  sessions: readonly SessionRows[],
  versions: ReadonlyMap<string, PastProfile>,
): Promise<void> {
  let turnBeganMs = performance.now()
  for (const [first, ...others] of sessions) {
    if (first.gone) test.addGone()
    else {
      const attempts = [first, ...others].flatMap(({ decided, documentType }) => {
        const then = decided && versions.get(decided.profileVersionId)
        return then ? [readPastAttempt(decided, documentType, then)] : []
      })
      test.add({ id: first.sessionId, attempts })
    }
    if (performance.now() - turnBeganMs > turnMs) {
      heartbeat()
      await nextTurn()
      turnBeganMs = performance.now()
    }
  }
}

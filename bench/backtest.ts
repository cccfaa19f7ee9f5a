import { join } from 'node:path'
import { createDatabase, withTenant, type Database } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import { backTestsById } from '../db/reads/back-tests.ts'
import { readPastSession } from '../db/reads/past-sessions.ts'
import { beginBackTest } from '../db/settings/back-tests.ts'
import { createProfile } from '../db/settings/check-profiles.ts'
import { nodePart } from '../dev/node-part.ts'
import { appRole, startThrowAway } from '../dev/throw-away.ts'
import { newId } from '../domain/ids.ts'
import { connectTemporal, createStories, queuesWithPrefix } from '../graphql/stories.ts'
import { continueBackTest, effectNow, type PastAttempt } from '../rules/back-test.ts'
import { readPastProfile } from '../rules/back-test-facts.ts'
import { readPastAttempt } from '../rules/back-test-read.ts'
import { emptyTally } from '../rules/back-test-tally.ts'
import { decidedEffect } from '../rules/decided-effect.ts'
import { canonicalProfile, profileHash } from '../rules/profile-hash.ts'
import { parseCheckProfile, type CheckProfile } from '../rules/profile-schema.ts'
import { loadPast } from '../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../specimens/past-sessions/plan-for-tenant.ts'
import { randomProfile } from '../specimens/profiles/random-profile.ts'
import { createRandom } from '../specimens/random.ts'
import type { Bench } from './bench.ts'
import { plainEngine, plainFacts } from './plain-engine.ts'
import { seedTenant } from './seed-tenant.ts'
import { median, round } from './statistics.ts'

const sessions = Number(process.env['BENCH_SESSIONS'] ?? 100_000)
const [rules, drawn, rounds, maxResubmissions] = [100, 2_000, 3, 3]

/** A back-test of 100 rules as the API starts it, from its start to its last count, through a real worker process. */
export const bench: Bench = async ({ say }) => {
  await using servers = await startThrowAway('kakunin', say)
  const ownerUrl = servers.postgres.url('kakunin')
  const databaseUrl = ownerUrl.replace('//postgres:', `//${appRole}:`)
  const masterKeyFile = join(servers.folder, 'master.key')
  const db = createDatabase(databaseUrl, { maxConnections: 4 })
  const keysDb = createDatabase(databaseUrl, { maxConnections: 2 })
  const keyring = createKeyring({ db: keysDb, provider: await fileMasterKey(masterKeyFile) })
  const { tenantId } = await seedTenant({ db, keyring }, { keys: 0, scopes: [] })
  say(`${sessions} sessions are written …`)
  const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, { sessions }))
  await loadPast(
    { db, keyring, ownerUrl, threads: { count: 2, databaseUrl, masterKeyFile } },
    tenantId,
    plan,
    { say, parts: { facts: true, captures: false, readings: false } },
  )
  // what was checked then is checked now: rules differ, checks and thresholds don't
  const { checks, thresholds } = plan.profile
  const profile = parseCheckProfile({
    ...randomProfile(createRandom(7), { rules, depth: 1, off: 0 }),
    checks,
    thresholds,
  })
  const worker = await nodePart({
    name: 'worker',
    script: 'activities/worker.ts',
    logFile: join(servers.folder, 'worker.log'),
    ready: { word: 'WORKER_READY' },
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: servers.temporalAddress,
      BLOB_STORE: `file:${join(servers.folder, 'blobs')}`,
      MASTER_KEY_FILE: masterKeyFile,
      TASK_QUEUES: 'cases,batch',
    },
  }).start()
  const client = await connectTemporal(servers.temporalAddress, servers.namespace, keyring)
  const stories = createStories(client, queuesWithPrefix(''))
  try {
    const [reviewer] = plan.reviewers
    if (!reviewer) throw new Error('expected a member')
    const edit = { tenantId, memberId: reviewer.memberId, at: new Date() }
    const text = { definition: canonicalProfile(profile), sha256: await profileHash(profile) }
    const versionId = await withTenant(db, tenantId, (trx) =>
      createProfile(trx, edit, { name: 'Candidate', text }),
    )
    const tookMs: number[] = []
    for (let turn = 1; turn <= rounds; turn += 1) {
      const id = newId()
      const startMs = performance.now()
      await withTenant(db, tenantId, (trx) =>
        beginBackTest(trx, {
          ...edit,
          id,
          version: { id: versionId, ...text },
          plan: {
            from: null,
            to: new Date().toISOString(),
            methods: null,
            documentTypes: null,
            sandbox: false,
            seed: 1,
            maxResubmissions,
          },
        }),
      )
      await stories.startBackTest({ tenantId, backTestId: id })
      await untilDone(db, tenantId, id)
      tookMs.push(performance.now() - startMs)
      say(`${turn} of ${rounds}: ${(tookMs.at(-1) ?? 0) / 1000} s`)
    }
    say(`${drawn} of them one by one …`)
    const { attempts, all } = await draw(db, tenantId)
    const { differs, plainMs } = await oneByOne(profile, attempts)
    const seconds = round(median(tookMs) / 1000, 1)
    const plainSeconds = round((plainMs * all) / attempts.length / 1000, 1)
    const row = (what: string, took: number, goal: string) => ({ what, seconds: took, goal })
    return {
      rows: [
        row(`${rules} rules over ${sessions.toLocaleString('en')} sessions`, seconds, '≤ 20'),
        row('json-rules-engine in a loop, extrapolated', plainSeconds, '–'),
      ],
      notes: [
        `median of ${rounds}; ${all.toLocaleString('en')} decided attempts; ${differs} of ${attempts.length} drawn differ`,
        'from the start to the last count: Temporal, worker, Postgres; the engine alone reads no database',
      ],
      figures: { seconds, differs, plain_seconds: plainSeconds },
    }
  } finally {
    await client.connection.close()
    await worker.stop()
    await db.destroy()
    await keysDb.destroy()
  }
}

async function untilDone(db: Database, tenantId: string, id: string): Promise<void> {
  for (;;) {
    const row = (await withTenant(db, tenantId, (trx) => backTestsById(trx, [id]))).get(id)
    if (row?.status === 'DONE' && row.done === sessions) return
    if (row?.status !== 'RUNNING')
      throw new Error(`the back-test is ${row?.status} at ${row?.done}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Decided attempts of sessions drawn evenly over the whole past. */
async function draw(db: Database, tenantId: string) {
  return withTenant(db, tenantId, async (trx) => {
    const decisions = await trx
      .selectFrom('decisions')
      .innerJoin('sessions', 'sessions.id', 'decisions.sessionId')
      .select('decisions.sessionId')
      .where('decidedBy', '=', 'SYSTEM')
      .where('redactedAt', 'is', null)
      .orderBy('decisions.id')
      .execute()
    const version = await trx
      .selectFrom('checkProfileVersions')
      .select('definition')
      .where('status', '=', 'PUBLISHED')
      .executeTakeFirstOrThrow()
    const then = readPastProfile(version.definition)
    const attempts: PastAttempt[] = []
    for (let i = 0; i < drawn; i += 1) {
      const { sessionId } = decisions[Math.floor((i * decisions.length) / drawn)] ?? {}
      if (sessionId === undefined) continue
      const [row] = (await readPastSession(trx, sessionId)).filter(({ decided }) => decided)
      if (row?.decided) attempts.push(readPastAttempt(row.decided, row.documentType, then))
    }
    return { attempts, all: decisions.length }
  })
}

/** What the back-test says of each alone, beside what json-rules-engine alone says. */
async function oneByOne(profile: CheckProfile, attempts: readonly PastAttempt[]) {
  const engine = plainEngine(profile)
  let [differs, plainMs] = [0, 0]
  for (const attempt of attempts) {
    const facts = plainFacts(profile, attempt.results)
    const startMs = performance.now()
    const { results } = await engine.run(facts)
    plainMs += performance.now() - startMs
    const holding = new Set(results.map(({ name }) => name))
    const decider = profile.rules.find(({ id }) => holding.has(id))
    const { kind } = decidedEffect(decider?.effect ?? profile.otherwise, attempt.results)
    const test = continueBackTest({ profile, seed: 1, maxResubmissions }, emptyTally(profile))
    test.add({ id: attempt.id, attempts: [attempt] })
    const tally = test.tally()
    const same =
      tally.flows[0]?.now === effectNow(kind, attempt, maxResubmissions) &&
      tally.rules.find((rule) => rule.attempts > 0)?.rule === (decider?.id ?? null)
    if (!same) differs += 1
  }
  return { differs, plainMs }
}

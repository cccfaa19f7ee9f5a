import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { backTestsById, type BackTestPlan } from '../../db/reads/back-tests.ts'
import { setArchived } from '../../db/settings/check-profile-life.ts'
import { beginBackTest, resumeBackTest } from '../../db/settings/back-tests.ts'
import { createProfile, saveDraft } from '../../db/settings/check-profiles.ts'
import { nodePart } from '../../dev/node-part.ts'
import { createSupervisor } from '../../dev/supervise.ts'
import { checkResultSchema } from '../../domain/check.ts'
import { newId } from '../../domain/ids.ts'
import { createStories } from '../../graphql/stories.ts'
import { tallySchema, type BackTestTally } from '../../rules/back-test-tally.ts'
import { evaluateProfile } from '../../rules/evaluate.ts'
import { presetOf } from '../../rules/presets.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { parseCheckProfile, type CheckProfile } from '../../rules/profile-schema.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { backTestId, type BackTestPace } from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

const sessions = 1200
let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
let draft: { readonly versionId: string; readonly definition: string; readonly sha256: string }
let whole: BackTestTally

/** As the published one, but for doubtful faces, who are declined, and for who is twice there, whom a person sees. */
const candidate: CheckProfile = parseCheckProfile({
  ...presetOf('FULL').profile,
  rules: [
    {
      id: 'twice',
      when: { fact: 'DUPLICATE.outcome', operator: 'EQUAL', value: 'FAIL' },
      effect: { kind: 'REVIEW', queue: 'duplicates' },
    },
    {
      id: 'doubtful-face',
      when: { fact: 'FACE_MATCH.outcome', operator: 'EQUAL', value: 'UNCERTAIN' },
      effect: { kind: 'DECLINE' },
    },
    ...presetOf('FULL').profile.rules,
  ],
})

beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(database, scriptedVision(), { serves: ['cases', 'batch'] })
  tenant = await prepareTenant(database)
  const { db, keyring, ownerUrl } = database
  const { tenantId } = tenant
  const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, { sessions }))
  await loadPast({ db, keyring, ownerUrl }, tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  draft = await newDraft()
})
afterAll(async () => {
  await temporal?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

async function newDraft() {
  const text = {
    definition: canonicalProfile(candidate),
    sha256: await profileHash(candidate),
  }
  const versionId = await withTenant(database.db, tenant.tenantId, (trx) =>
    createProfile(
      trx,
      { tenantId: tenant.tenantId, memberId: tenant.author, at: new Date() },
      {
        name: 'Candidate',
        text,
      },
    ),
  )
  return { versionId, ...text }
}

const everything: BackTestPlan = {
  from: null,
  to: new Date(Date.now() + 60_000).toISOString(),
  methods: null,
  documentTypes: null,
  sandbox: false,
  seed: 5,
  maxResubmissions: 3,
}
/** Small pieces, so that every seam is gone through. */
const smallPace: BackTestPace = { pageSize: 25, pagesPerSlice: 7, slicesPerRun: 2 }

async function start(
  plan: Partial<BackTestPlan> = {},
  { at = temporal, version = draft, pace = smallPace } = {},
) {
  const { tenantId, author } = tenant
  const id = newId()
  await withTenant(database.db, tenantId, (trx) =>
    beginBackTest(trx, {
      tenantId,
      id,
      memberId: author,
      version: { id: version.versionId, ...version },
      plan: { ...everything, ...plan },
      at: new Date(),
    }),
  )
  const handle = await at.client.workflow.start('backTest', {
    workflowId: backTestId(tenantId, id),
    taskQueue: at.queues.cases,
    args: [{ tenantId, backTestId: id, pace, queues: at.queues }],
  })
  return { id, handle }
}

const rowOf = (id: string) =>
  withTenant(database.db, tenant.tenantId, async (trx) => {
    const row = (await backTestsById(trx, [id])).get(id)
    if (!row) throw new Error('expected the row of the back-test')
    return row
  })
const tallyOf = async (id: string) => tallySchema.parse((await rowOf(id)).tally)

/** Stops a running test in the middle of its work: the row is locked, so that no further page is written. */
async function midway<T>(id: string, meanwhile: () => Promise<T>): Promise<T> {
  await expect
    .poll(async () => (await rowOf(id)).done, { interval: 2, timeout: 30_000 })
    .toBeGreaterThan(0)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ status: string; done: number; total: number }>(
      'select status, done, total from back_tests where id = $1 for update',
      [id],
    )
    expect(rows[0]).toMatchObject({ status: 'RUNNING', total: sessions })
    expect(rows[0]?.done).toBeLessThan(sessions)
    return await meanwhile()
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

test('every past session is decided as the engine decides it, in pieces and over several histories', async () => {
  const { id, handle } = await start()
  await handle.result()
  const row = await rowOf(id)
  expect(row).toMatchObject({ status: 'DONE', done: sessions, total: sessions, failureCode: null })
  whole = await tallyOf(id)
  expect(whole.sessions + whole.gone + whole.undecided).toBe(sessions)
  expect(whole.gone).toBeGreaterThan(0)
  expect(whole.sessionsChanged).toBeGreaterThan(5)

  // one by one, by the engine, from rows read one by one
  const counts = new Map<string, number>()
  const { attempts, gone } = await withTenant(database.db, tenant.tenantId, async (trx) => ({
    attempts: await trx
      .selectFrom('decisions')
      .innerJoin('sessions', 'sessions.id', 'decisions.sessionId')
      .innerJoin('attempts', 'attempts.id', 'decisions.attemptId')
      .select(['decisions.attemptId', 'decisions.outcome', 'attempts.number'])
      .where('decidedBy', '=', 'SYSTEM')
      .where('sessions.redactedAt', 'is', null)
      .execute(),
    gone: await trx
      .selectFrom('sessions')
      .select('id')
      .where('redactedAt', 'is not', null)
      .execute(),
  }))
  expect(whole.gone).toBe(gone.length)
  for (const { attemptId, outcome, number } of attempts) {
    const records = await withTenant(database.db, tenant.tenantId, (trx) =>
      trx.selectFrom('checkResults').select('record').where('attemptId', '=', attemptId).execute(),
    )
    const { effect } = await evaluateProfile(
      candidate,
      records.map(({ record }) => checkResultSchema.parse(record)),
    )
    const kind = effect.kind === 'ASK_AGAIN' && number > 3 ? 'REVIEW' : effect.kind
    counts.set(`${outcome} ${kind}`, (counts.get(`${outcome} ${kind}`) ?? 0) + 1)
  }
  expect(
    Object.fromEntries(whole.flows.map((flow) => [`${flow.then} ${flow.now}`, flow.attempts])),
  ).toEqual(Object.fromEntries(counts))
}, 60_000)

test('a worker that is killed midway changes nothing of the result', async () => {
  // the cases are served here, the back-test by a process that dies
  await using apart = await startTestWorkers(database, scriptedVision(), { serves: ['cases'] })
  const pids = new Map<string, number>()
  const supervisor = createSupervisor({
    say: () => undefined,
    guard: null,
    note: (name, pid) => void pids.set(name, pid),
  })
  try {
    const { id, handle } = await start({}, { at: apart })
    await supervisor.run(
      nodePart({
        name: 'batch-worker',
        script: 'activities/worker.ts',
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'test',
          DATABASE_URL: database.url,
          TEMPORAL_ADDRESS: inject('temporalAddress'),
          TASK_QUEUE_PREFIX: apart.prefix,
          TASK_QUEUES: 'batch',
          BLOB_STORE: `file:${join(database.folder, 'blobs')}`,
          MASTER_KEY_FILE: join(database.folder, 'master.key'),
        },
        ready: { word: 'WORKER_READY' },
        logFile: join(database.folder, 'batch-worker.log'),
      }),
    )
    const first = pids.get('batch-worker')
    await midway(id, async () => {
      if (first === undefined) throw new Error('expected a worker')
      process.kill(first, 'SIGKILL')
      await expect.poll(() => pids.get('batch-worker'), { timeout: 20_000 }).not.toBe(first)
    })
    await handle.result()
    expect(await rowOf(id)).toMatchObject({ status: 'DONE', done: sessions })
    expect(await tallyOf(id)).toEqual(whole)
  } finally {
    await supervisor.stopAll()
  }
}, 90_000)

test('one that is cancelled keeps what it has counted, says that it is a part, and can go on', async () => {
  const { id, handle } = await start()
  await midway(id, () => handle.cancel())
  await handle.result()
  const row = await rowOf(id)
  expect(row).toMatchObject({ status: 'CANCELLED', failureCode: null })
  expect(row.finishedAt).not.toBeNull()
  expect(row.done).toBeGreaterThan(0)
  expect(row.done).toBeLessThan(sessions)
  const tally = await tallyOf(id)
  expect(tally.sessions + tally.gone + tally.undecided).toBe(row.done)
  // nothing is counted after the end
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await rowOf(id)).toEqual(row)

  // taken up again it goes on behind the last session that was counted
  const { tenantId, author } = tenant
  const actor = { kind: 'MEMBER', id: author } as const
  const resume = () =>
    withTenant(database.db, tenantId, (trx) =>
      resumeBackTest(trx, { tenantId, id, at: new Date() }, actor),
    )
  expect(await resume()).toBe(true)
  expect(await resume()).toBe(false)
  expect(await rowOf(id)).toMatchObject({ status: 'RUNNING', done: row.done, finishedAt: null })
  await createStories(temporal.client, temporal.queues).resumeBackTest({ tenantId, backTestId: id })
  await expect.poll(async () => (await rowOf(id)).status, { timeout: 30_000 }).toBe('DONE')
  expect(await rowOf(id)).toMatchObject({ done: sessions, total: sessions })
  expect(await tallyOf(id)).toEqual(whole)
  expect(await resume()).toBe(false)
}, 60_000)

test('it goes on with the version as it was, when the draft is changed and its profile archived midway', async () => {
  const version = await newDraft()
  const { id, handle } = await start({}, { version })
  await midway(id, () =>
    withTenant(database.db, tenant.tenantId, async (trx) => {
      const edit = { tenantId: tenant.tenantId, memberId: tenant.author, at: new Date() }
      const other = presetOf('AGE_ONLY').profile
      const text = { definition: canonicalProfile(other), sha256: await profileHash(other) }
      await saveDraft(trx, edit, { versionId: version.versionId, expectedSha256: null }, text)
      const { profileId } = await trx
        .selectFrom('checkProfileVersions')
        .select('profileId')
        .where('id', '=', version.versionId)
        .executeTakeFirstOrThrow()
      await setArchived(trx, edit, profileId, { archive: true, comment: null })
    }),
  )
  await handle.result()
  expect(await rowOf(id)).toMatchObject({ status: 'DONE', sha256: draft.sha256 })
  expect(await tallyOf(id)).toEqual(whole)
}, 60_000)

test('a definition that is not the one of the hash ends it with a code', async () => {
  const { id, handle } = await start({}, { version: { ...draft, sha256: 'f'.repeat(64) } })
  await handle.result()
  expect(await rowOf(id)).toMatchObject({
    status: 'FAILED',
    failureCode: 'PROFILE_INVALID',
    tally: null,
  })
}, 30_000)

test('a span of time, a method and the sandbox narrow what is tested', async () => {
  const run = async (plan: Partial<BackTestPlan>) => {
    const { id, handle } = await start(plan, { pace: { ...smallPace, pageSize: 500 } })
    await handle.result()
    return (await rowOf(id)).done
  }
  const half = new Date(Date.now() - 180 * 86_400_000).toISOString()
  const [before, after] = [await run({ to: half }), await run({ from: half })]
  expect(before).toBeGreaterThan(100)
  expect(after).toBeGreaterThan(100)
  expect(before + after).toBe(sessions)
  expect(await run({ methods: ['DOC_SELFIE'], documentTypes: ['DRIVERS_LICENCE'] })).toBeLessThan(
    sessions,
  )
  expect(await run({ methods: ['JPKI'] })).toBe(0)
  expect(await run({ sandbox: true })).toBe(0)
}, 60_000)

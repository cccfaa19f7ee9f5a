import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import pg from 'pg'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { nodePart } from '../dev/node-part.ts'
import { freePort } from '../dev/ports.ts'
import { appRole, startThrowAway } from '../dev/throw-away.ts'
import { createDatabase } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import type { Bench } from './bench.ts'
import { seedSessions, type SeededTenant } from './seed-sessions.ts'
import { median, percentile, round } from './statistics.ts'

const sessions = 100_000
const perPage = 50
const offered = 100
const seconds = 15

/** The manager's list of sessions through the real API with a key, beside the same rows by plain SQL in the same run. */
export const bench: Bench = async ({ say }) => {
  await using servers = await startThrowAway('kakunin', say)
  const ownerUrl = servers.postgres.url('kakunin')
  const databaseUrl = ownerUrl.replace('//postgres:', `//${appRole}:`)
  const masterKey = join(servers.folder, 'master.key')
  const db = createDatabase(databaseUrl, { maxConnections: 2 })
  const keysDb = createDatabase(databaseUrl, { maxConnections: 2 })
  const keyring = createKeyring({ db: keysDb, provider: await fileMasterKey(masterKey) })
  say(`${sessions} sessions are written …`)
  // a key may ask a hundred times a second, as often as all of us together: many keys, then
  const tenant = await seedSessions({ db, ownerUrl, keyring }, { sessions, keys: 100 }, say)
  await db.destroy()
  await keysDb.destroy()

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const api = await nodePart({
    name: 'api',
    script: 'graphql/server.ts',
    logFile: join(servers.folder, 'api.log'),
    ready: { url: `${url}/readyz` },
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: servers.temporalAddress,
      BLOB_STORE: `file:${join(servers.folder, 'blobs')}`,
      MASTER_KEY_FILE: masterKey,
      PORT: String(port),
      BETTER_AUTH_SECRET: 'a secret of the benchmark, thirty-two',
      UPLOAD_TICKET_SECRET: 'another secret of the benchmark, 32+',
    },
  }).start()
  try {
    const pages = pagesOf(tenant)
    await assertRight(url, tenant, pages)
    say('warming up …')
    await load({ url, pages, tenant, secondsLong: 5 })
    say(`${offered} requests a second for ${seconds} s …`)
    const cpuBeforeMs = cpuMsOf(api.process?.pid)
    const paced = await atSteadyRate(pages, (page, i) => ask(url, tenant, page, i))
    const cpuMs = (cpuMsOf(api.process?.pid) - cpuBeforeMs) / (paced.tookMs.length + paced.failed)
    say('as many as there can be …')
    const most = await load({ url, pages, tenant, secondsLong: seconds })
    say('plain SQL …')
    const sqlMs = await plainSql(databaseUrl, tenant, pages)
    const rate = most.tookMs.length / seconds
    const row = (what: string, tookMs: readonly number[], perSecond: number | string) => ({
      [`list of ${perPage} among ${sessions.toLocaleString('en')}`]: what,
      'req/s': perSecond,
      'p50 ms': round(median(tookMs), 1),
      'p95 ms': round(percentile(tookMs, 0.95), 1),
    })
    return {
      rows: [
        row('API, at a steady rate', paced.tookMs, round(paced.tookMs.length / seconds)),
        row('API, ten at a time without a pause', most.tookMs, round(rate)),
        row('plain SQL, at the same steady rate', sqlMs, offered),
      ],
      notes: [
        `the API used ${round(cpuMs, 1)} ms of a core for each request, which is ${round(1000 / cpuMs)} req/s a core`,
        `${paced.failed + most.failed} requests failed; budget: p95 ≤ 50 ms at ${offered} req/s`,
        'half of the requests the first page, a quarter a page somewhere, a quarter one status; with total and opened external ids',
        'API, Postgres and the load on this machine; the plain SQL reads page, total and applicants in one transaction, opens no seals',
      ],
      figures: {
        p95_ms: round(percentile(paced.tookMs, 0.95), 1),
        req_per_s: round(rate),
        cpu_ms: round(cpuMs, 1),
        sql_p95_ms: round(percentile(sqlMs, 0.95), 1),
        failed: paced.failed + most.failed,
      },
    }
  } finally {
    await api.stop()
  }
}

/** Milliseconds of processor that a process has used, in its own code and in the kernel (Linux, 100 ticks a second); else NaN. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

interface PageAsked {
  readonly after: string | null
  readonly status: string | null
}

/** The ways in which people look at a list. */
const pagesOf = ({ sessionIds }: SeededTenant): readonly PageAsked[] =>
  // behind the oldest there is nothing to see
  sessionIds.slice(1).flatMap((id) => [
    { after: null, status: null },
    { after: null, status: null },
    { after: id, status: null },
    { after: null, status: 'IN_REVIEW' },
  ])

const operation = managerOperation('Sessions')

const bodyOf = ({ after, status }: PageAsked): string =>
  JSON.stringify({
    query: operation,
    variables: {
      first: perPage,
      after: after && Buffer.from(`vs:${after}`).toString('base64url'),
      filter: status && { status: [status] },
    },
  })

async function load({
  url,
  pages,
  tenant,
  secondsLong,
}: {
  url: string
  pages: readonly PageAsked[]
  tenant: SeededTenant
  secondsLong: number
}): Promise<{ tookMs: readonly number[]; failed: number }> {
  const tookMs: number[] = []
  let failed = 0
  const running = autocannon({
    url: `${url}/graphql`,
    connections: 10,
    duration: secondsLong,
    requests: pages.map((page, i) => ({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tenant.apiKeys[i % tenant.apiKeys.length]}`,
      },
      body: bodyOf(page),
    })),
  })
  running.on('response', (_client, status, bytes, ms) => {
    // a refusal is a short answer
    if (status === 200 && bytes > 5000) tookMs.push(ms)
    else failed += 1
  })
  const { errors, timeouts } = await running
  return { tookMs, failed: failed + errors + timeouts }
}

const answerSchema = z.object({
  data: z.object({
    verificationSessions: z.object({
      edges: z.array(
        z.object({
          node: z.object({ id: z.string(), applicant: z.object({ externalId: z.string() }) }),
        }),
      ),
    }),
  }),
})

/** Fast is nothing if it is wrong: every kind of page is looked at once. */
async function assertRight(url: string, { apiKeys }: SeededTenant, pages: readonly PageAsked[]) {
  for (const page of pages.slice(0, 4)) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKeys[0]}` },
      body: bodyOf(page),
    })
    const { edges } = answerSchema.parse(await response.json()).data.verificationSessions
    const ids = edges.map(({ node }) => node.id)
    if (ids.length !== perPage || String(ids.toSorted().toReversed()) !== String(ids)) {
      throw new Error(`expected ${perPage} sessions, newest first`)
    }
    if (!edges.every(({ node }) => node.applicant.externalId.startsWith('customer-'))) {
      throw new Error('expected external ids that opened')
    }
  }
}

/** The peer: the same rows in one transaction over one connection, nothing opened, nothing checked. */
async function plainSql(
  databaseUrl: string,
  { tenantId }: SeededTenant,
  pages: readonly PageAsked[],
) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  const one = async ({ after, status }: PageAsked) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
      const where = `($1::uuid is null or s.id < $1) and ($2::text is null or s.status = $2) and not s.sandbox`
      await client.query(
        `select s.*, a.external_id_sealed from sessions s join applicants a on a.id = s.applicant_id
         where ${where} order by s.id desc limit ${perPage + 1}`,
        [after, status],
      )
      await client.query(
        `select count(*) from (select from sessions s where not s.sandbox
         and ($1::text is null or s.status = $1) limit 10001) as matching`,
        [status],
      )
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  const { tookMs } = await atSteadyRate(pages, async (page) => {
    await one(page)
    return true
  })
  await pool.end()
  return tookMs
}

/**
 * One request every 1 / `offered` seconds, whether or not the earlier ones are answered; each is timed from the moment it
 * was due, so that a stall counts for all who wait in it. (autocannon sends a second's requests in one go.)
 */
async function atSteadyRate(
  pages: readonly PageAsked[],
  work: (page: PageAsked, i: number) => Promise<boolean>,
): Promise<{ tookMs: readonly number[]; failed: number }> {
  const tookMs: number[] = []
  let failed = 0
  const running: Promise<void>[] = []
  const startMs = performance.now()
  for (let i = 0; i < offered * seconds; i += 1) {
    const dueMs = startMs + (i * 1000) / offered
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())))
    const page = pages[i % pages.length]
    if (!page) continue
    const one = async () => {
      if (await work(page, i)) tookMs.push(performance.now() - dueMs)
      else failed += 1
    }
    running.push(one())
  }
  await Promise.all(running)
  return { tookMs, failed }
}

async function ask(
  url: string,
  { apiKeys }: SeededTenant,
  page: PageAsked,
  i: number,
): Promise<boolean> {
  const { statusCode, body } = await request(`${url}/graphql`, {
    method: 'POST',
    dispatcher: callers,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${apiKeys[i % apiKeys.length]}`,
    },
    body: bodyOf(page),
  })
  return (await body.text()).length > 5000 && statusCode === 200
}
const callers = new Agent({ connections: 20 })

/** Text of an operation as the manager sends it. */
function managerOperation(name: string): string {
  const file = new URL(
    '../graphql/operations/generated/admin/persisted-documents.json',
    import.meta.url,
  )
  const texts = Object.values(
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))),
  )
  const text = texts.find((each) => new RegExp(`query ${name}\\b`).test(each))
  if (text === undefined) throw new Error(`no operation ${name}`)
  return text
}

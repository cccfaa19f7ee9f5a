import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { createDatabase, withTenant } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import { tenantSettingsSchema } from '../domain/tenant-settings.ts'
import { nodePart } from '../dev/node-part.ts'
import { freePort } from '../dev/ports.ts'
import { appRole, startThrowAway } from '../dev/throw-away.ts'
import { createMember } from '../graphql/auth/create-member.ts'
import { createStaffLogins } from '../graphql/auth/staff-logins.ts'
import { connectTemporal } from '../graphql/stories.ts'
import { loadPast } from '../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../specimens/past-sessions/plan-for-tenant.ts'
import { reviewCaseId } from '../workflows/messages.ts'
import type { Bench } from './bench.ts'
import { seedTenant } from './seed-tenant.ts'
import { median, percentile, round } from './statistics.ts'

const sessions = Number(process.env['BENCH_SESSIONS'] ?? 1_000_000)
const timesEach = Number(process.env['BENCH_TIMES'] ?? 150)
/** Open cases with a real workflow behind them: more than are taken. */
const livingCases = 420
const [reviewers, rounds, takenAlone] = [10, 20, 100]

/** What people of a company with a long past do all day, through the real API with their own logins. */
export const bench: Bench = async ({ say }) => {
  await using servers = await startThrowAway('kakunin', say)
  const ownerUrl = servers.postgres.url('kakunin')
  const databaseUrl = ownerUrl.replace('//postgres:', `//${appRole}:`)
  const masterKeyFile = join(servers.folder, 'master.key')
  const db = createDatabase(databaseUrl, { maxConnections: 4 })
  const keysDb = createDatabase(databaseUrl, { maxConnections: 2 })
  const keyring = createKeyring({ db: keysDb, provider: await fileMasterKey(masterKeyFile) })
  const { tenantId } = await seedTenant({ db, keyring }, { keys: 0, scopes: [] })
  const plan = await withTenant(db, tenantId, (trx) =>
    planForTenant(trx, tenantId, {
      sessions,
      settled: false,
      // some weeks in which nobody took a case
      backlogMs: (15 * 86_400_000 * 1_000_000) / sessions,
    }),
  )
  const filledMs = performance.now()
  await loadPast(
    { db, keyring, ownerUrl, threads: { count: 2, databaseUrl, masterKeyFile } },
    tenantId,
    plan,
    { say, parts: { facts: false, captures: false, readings: false } },
  )
  const fillSeconds = (performance.now() - filledMs) / 1000

  const secret = randomBytes(32).toString('base64url')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    BLOB_STORE: `file:${join(servers.folder, 'blobs')}`,
    MASTER_KEY_FILE: masterKeyFile,
  }
  const api = await nodePart({
    name: 'api',
    script: 'graphql/server.ts',
    logFile: join(servers.folder, 'api.log'),
    ready: { url: `${url}/readyz` },
    env: {
      ...env,
      PORT: String(port),
      PUBLIC_URL: url,
      BETTER_AUTH_SECRET: secret,
      UPLOAD_TICKET_SECRET: randomBytes(32).toString('base64url'),
      TRUSTED_PROXIES: '1',
    },
  }).start()
  const worker = await nodePart({
    name: 'worker',
    script: 'activities/worker.ts',
    logFile: join(servers.folder, 'worker.log'),
    ready: { word: 'WORKER_READY' },
    env: { ...env, TASK_QUEUES: 'cases' },
  }).start()
  try {
    await giveLife({ databaseUrl: ownerUrl, temporalAddress: servers.temporalAddress })
    const staff = await signIn()
    const found = await lookAround(ownerUrl, tenantId)
    const measured = new Map<string, number[]>()
    const measure = async (what: string, works: readonly (() => Promise<void>)[]) => {
      for (const work of works) await work()
      const tookMs: number[] = []
      for (let i = 0; i < timesEach; i += 1) {
        const work = works[i % works.length]
        const startMs = performance.now()
        await work?.()
        tookMs.push(performance.now() - startMs)
      }
      measured.set(what, tookMs)
      say(`${what}: p95 ${round(percentile(tookMs, 0.95), 1)} ms`)
    }
    const member = (i: number) => staff[i % staff.length] ?? ''
    let turn = 0
    const ask = (operation: string, variables: object) =>
      send(url, member((turn += 1)), operation, variables)
    const list = (variables: object) => async () =>
      atLeastOne(
        await ask('Sessions', { first: 50, after: null, ...variables }),
        'verificationSessions',
      )
    const queue = (variables: object) => async () =>
      atLeastOne(await ask('Cases', { first: 50, after: null, ...variables }), 'cases')
    const search = (text: string) => ({ filter: { search: { text } } })
    const waiting = ['OPEN', 'ASSIGNED']

    await measure('list', [
      list({}),
      ...found.cursors.map((id) => list({ after: Buffer.from(`vs:${id}`).toString('base64url') })),
      queue({ filter: { status: waiting } }),
    ])
    await measure('filter', [
      list({ filter: { status: ['DECLINED'] } }),
      list({ filter: { status: ['IN_REVIEW', 'RESUBMISSION_REQUESTED'] } }),
      list({ filter: { createdFrom: found.from, createdTo: found.to } }),
      list({ filter: { status: ['EXPIRED'], locale: ['vi'], createdTo: found.to } }),
      queue({ filter: { status: waiting, queue: 'suspicion' } }),
      queue({ filter: { status: waiting, overdue: true } }),
      queue({ filter: { status: ['RESOLVED', 'WITHDRAWN'] } }),
      queue({ filter: { status: ['RESOLVED'] }, sort: 'NEWEST' }),
    ])
    await measure('search', [
      list(search('佐')),
      list(search('髙橋')),
      list(search('サ')),
      list(search('わたなべ')),
      list(search(found.name)),
      list(search(`${found.name} ${found.birthDate}`)),
      list(search(found.birthDate)),
      list(search(found.externalId)),
      list({ filter: { search: { text: '佐藤' }, status: ['DECLINED'] } }),
      queue({ filter: { status: waiting, search: { text: '佐' } } }),
      queue({ filter: { status: ['RESOLVED'], search: { text: '高橋' } } }),
    ])
    await measure('counts', [async () => atLeastOne(await ask('QueueCounts', {}), 'queueCounts')])

    const taken: (readonly [string, string])[] = []
    const take = async (cookie: string): Promise<number> => {
      const startMs = performance.now()
      const answer = await send(url, cookie, 'ClaimNextCase', { queue: null })
      const tookMs = performance.now() - startMs
      const claimed = z
        .object({ claimNextCase: z.object({ __typename: z.literal('Case'), id: z.string() }) })
        .parse(answer).claimNextCase
      taken.push([claimed.id, cookie])
      return tookMs
    }
    const alone: number[] = []
    for (let i = 0; i < takenAlone; i += 1) alone.push(await take(member(i)))
    measured.set('take next', alone)
    const together: number[] = []
    for (let i = 0; i < rounds; i += 1)
      together.push(...(await Promise.all(staff.map((cookie) => take(cookie)))))
    measured.set(`take next, ${reviewers} at once`, together)
    const takenTwice = taken.length - new Set(taken.map(([id]) => id)).size

    const worst = Math.max(...[...measured.values()].map((tookMs) => percentile(tookMs, 0.95)))
    return {
      rows: [...measured].map(([what, tookMs]) => ({
        [`${sessions.toLocaleString('en')} sessions`]: what,
        n: tookMs.length,
        'p50 ms': round(median(tookMs), 1),
        'p95 ms': round(percentile(tookMs, 0.95), 1),
        'worst ms': round(Math.max(...tookMs), 1),
      })),
      notes: [
        `${taken.length} cases were taken, ${takenTwice} of them twice; goal: p95 ≤ 200 ms each, 0`,
        `${found.openCases} open cases, the ${livingCases} most urgent with a real reviewCase workflow behind them: those are taken, through Temporal and a real worker`,
        'ten logins of staff, persisted operations of the manager, pages of 50 with total and opened external ids; one request at a time but for the last row',
        `filled in ${round(fillSeconds)} s (sessions, applicants, search tokens, decisions, cases; no check records, captures or readings)`,
      ],
      figures: {
        p95_ms: round(worst, 1),
        taken_twice: takenTwice,
        fill_seconds: round(fillSeconds),
      },
    }

    async function signIn(): Promise<readonly string[]> {
      const logins = createStaffLogins({ db, secret, publicUrl: url })
      const cookies: string[] = []
      for (let i = 0; i < reviewers; i += 1) {
        const login = { email: `${i}@bench.example`, password: randomBytes(12).toString('hex') }
        await createMember(
          { db, logins },
          {
            ...login,
            tenantId,
            displayName: `Reviewer ${i}`,
            roles: ['SUPERVISOR'],
            actor: { kind: 'SYSTEM', id: null },
            at: new Date(),
          },
        )
        const response = await fetch(`${url}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin: url,
            'x-forwarded-for': `198.51.100.${i}`,
          },
          body: JSON.stringify(login),
        })
        if (!response.ok) throw new Error(`signing in answered ${response.status}`)
        cookies.push(
          response.headers
            .getSetCookie()
            .map((line) => line.split(';', 1)[0])
            .join('; '),
        )
      }
      return cookies
    }

    /** The past's open cases have no story; the most urgent ones get the part of it that reviews them. */
    async function giveLife(place: { databaseUrl: string; temporalAddress: string }) {
      const client = await connectTemporal(place.temporalAddress, servers.namespace, keyring)
      const settings = tenantSettingsSchema.parse({})
      for (const row of await mostUrgent(place.databaseUrl, tenantId)) {
        await client.workflow.start('reviewCase', {
          workflowId: reviewCaseId(tenantId, row.id),
          taskQueue: 'cases',
          args: [
            {
              tenantId,
              sessionId: row.sessionId,
              attemptId: row.attemptId,
              caseId: row.id,
              queue: row.queue,
              priority: row.priority,
              reasonCodes: row.reasonCodes,
              leaseMs: settings.caseLeaseMs,
              dueMs: settings.caseDueMs,
              sessionEventSeq: row.eventSeq + 1,
            },
          ],
        })
      }
      await client.connection.close()
    }
  } finally {
    await worker.stop()
    await api.stop()
    await db.destroy()
    await keysDb.destroy()
  }

  async function lookAround(ownerAddress: string, tenant: string) {
    const client = new pg.Client({ connectionString: ownerAddress })
    await client.connect()
    try {
      const ids = await client.query<{ id: string }>(
        'select id from sessions where tenant_id = $1 order by md5(id::text) limit 12',
        [tenant],
      )
      const open = await client.query<{ count: string }>(
        `select count(*) from cases where tenant_id = $1 and status = 'OPEN'`,
        [tenant],
      )
      const { createPast } = await import('../specimens/past-sessions/past-session.ts')
      const someone = await createPast(plan)(Math.floor(sessions / 3))
      const middle = someone.createdAtMs
      return {
        cursors: ids.rows.map(({ id }) => id),
        openCases: Number(open.rows[0]?.count ?? 0),
        from: new Date(middle - 3 * 86_400_000).toISOString(),
        to: new Date(middle).toISOString(),
        name: someone.person.declared.name ?? '',
        birthDate: someone.person.declared.birthDate ?? '',
        externalId: someone.applicant.externalId,
      }
    } finally {
      await client.end()
    }
  }
}

const livingSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  attemptId: z.string(),
  queue: z.string(),
  priority: z.number(),
  reasonCodes: z.array(z.string()),
  eventSeq: z.number(),
})

async function mostUrgent(ownerUrl: string, tenantId: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select c.id, c.session_id as "sessionId", c.attempt_id as "attemptId", c.queue, c.priority,
         c.reason_codes as "reasonCodes", s.event_seq as "eventSeq"
       from cases c join sessions s on s.tenant_id = c.tenant_id and s.id = c.session_id
       where c.tenant_id = $1 and c.status = 'OPEN' order by c.priority desc, c.due_at, c.id limit ${livingCases}`,
      [tenantId],
    )
    return z.array(livingSchema).parse(rows)
  } finally {
    await client.end()
  }
}

const callers = new Agent({ connections: 20 })

async function send(
  url: string,
  cookie: string,
  operation: string,
  variables: object,
): Promise<Record<string, unknown>> {
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    dispatcher: callers,
    headers: { 'content-type': 'application/json', 'x-kakunin-csrf': '1', cookie },
    body: JSON.stringify({ documentId: hashOf(operation), variables }),
  })
  const answer = z
    .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.unknown().optional() })
    .parse(await body.json())
  if (!answer.data || answer.errors !== undefined)
    throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  return answer.data
}

/** Fast is nothing if nothing is found. */
function atLeastOne(data: Record<string, unknown>, field: string): void {
  const rows = z
    .union([
      z.object({ edges: z.array(z.unknown()) }).transform(({ edges }) => edges),
      z.array(z.unknown()),
    ])
    .parse(data[field])
  if (rows.length === 0) throw new Error(`${field}: expected rows`)
}

const persisted = z
  .record(z.string(), z.string())
  .parse(
    JSON.parse(
      readFileSync(
        new URL('../graphql/operations/generated/admin/persisted-documents.json', import.meta.url),
        'utf8',
      ),
    ),
  )

function hashOf(operation: string): string {
  const found = Object.entries(persisted).find(([, text]) =>
    new RegExp(`(?:query|mutation) ${operation}\\b`).test(text),
  )
  if (!found) throw new Error(`no operation ${operation}`)
  const [hash, text] = found
  if (hash.includes(':')) return hash
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

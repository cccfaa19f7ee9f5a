import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { request } from 'undici'
import { z } from 'zod'
import { availableParallelism } from 'node:os'
import { createDatabase, withTenant } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import { nodePart } from '../dev/node-part.ts'
import { checkKeys } from '../domain/check.ts'
import { freePort } from '../dev/ports.ts'
import { appRole, startThrowAway } from '../dev/throw-away.ts'
import { loadPast } from '../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../specimens/past-sessions/plan-for-tenant.ts'
import type { Bench } from './bench.ts'
import { seedTenant } from './seed-tenant.ts'
import { round } from './statistics.ts'

const sessions = Number(process.env['BENCH_SESSIONS'] ?? 1_000_000)
/** The outcomes of the checks as columns too; fourteen rows more to be read for each session. */
const withChecks = process.env['BENCH_CHECKS'] === '1'

/** Names, births and addresses as declared and as read, ids, dates, outcomes of the checks and of the decision. */
const columns = [
  'id',
  'externalId',
  'status',
  'createdAt',
  'consentedAt',
  'submittedAt',
  'method',
  'regulation',
  'documentType',
  'nameDeclared',
  'nameRead',
  'birthDateDeclared',
  'birthDateRead',
  'addressDeclared',
  'addressRead',
  'expiryDate',
  'documentNumberEnd',
  'age',
  'systemOutcome',
  'reasonCodes',
  'reasons',
  'decidedAt',
  'resubmissions',
  'sandbox',
  ...(withChecks ? checkKeys.map((key) => `check.${key}`) : []),
]

/** A CSV of all sessions of a company, ordered and fetched through the real API; API and worker are processes of their own. */
export const bench: Bench = async ({ say }) => {
  await using servers = await startThrowAway('kakunin', say)
  const ownerUrl = servers.postgres.url('kakunin')
  const databaseUrl = ownerUrl.replace('//postgres:', `//${appRole}:`)
  const masterKey = join(servers.folder, 'master.key')
  const db = createDatabase(databaseUrl, { maxConnections: 2 })
  const keysDb = createDatabase(databaseUrl, { maxConnections: 2 })
  const keyring = createKeyring({ db: keysDb, provider: await fileMasterKey(masterKey) })
  say(`${sessions} sessions are written …`)
  const { tenantId, apiKeys } = await seedTenant(
    { db, keyring },
    { keys: 1, scopes: ['sessions:read', 'exports:read', 'persons:read'] },
  )
  const [apiKey = ''] = apiKeys
  const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, { sessions }))
  const threads = { count: availableParallelism(), databaseUrl, masterKeyFile: masterKey }
  await loadPast({ db, keyring, ownerUrl, threads }, tenantId, plan, {
    parts: { facts: withChecks, captures: false, readings: true },
    say,
  })
  const { count: declaring } = await withTenant(db, tenantId, (trx) =>
    trx
      .selectFrom('sessions')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('declaredSealed', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
  await db.destroy()
  await keysDb.destroy()

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    BLOB_STORE: `file:${join(servers.folder, 'blobs')}`,
    MASTER_KEY_FILE: masterKey,
  }
  const api = await nodePart({
    name: 'api',
    script: 'graphql/server.ts',
    logFile: join(servers.folder, 'api.log'),
    ready: { url: `${url}/readyz` },
    env: {
      ...env,
      NODE_OPTIONS: '--max-semi-space-size=4',
      PORT: String(port),
      BETTER_AUTH_SECRET: 'a secret of the benchmark, thirty-two',
      UPLOAD_TICKET_SECRET: 'another secret of the benchmark, 32+',
    },
  }).start()
  const worker = await nodePart({
    name: 'worker',
    script: 'activities/worker.ts',
    logFile: join(servers.folder, 'worker.log'),
    ready: { word: 'WORKER_READY' },
    // as docker-compose.yml starts it
    env: { ...env, TASK_QUEUES: 'cases,io,batch', NODE_OPTIONS: '--max-semi-space-size=4' },
  }).start()
  const processes = { api: api.process?.pid, worker: worker.process?.pid }
  try {
    const ask = createAsk(url, apiKey)
    say('warming up …')
    const none = await exported(ask, { createdTo: new Date(0).toISOString() })
    await download(ask, apiKey, none.id)
    const before = { api: rssOf(processes.api), worker: rssOf(processes.worker) }
    const peak = { ...before }
    const watch = setInterval(() => {
      for (const name of ['api', 'worker'] as const)
        peak[name] = Math.max(peak[name], rssOf(processes[name]))
    }, 100)
    say('the export …')
    const startedMs = performance.now()
    const file = await exported(ask, {})
    const writtenS = (performance.now() - startedMs) / 1000
    say('the download …')
    const fetched = await download(ask, apiKey, file.id)
    const fetchedS = (performance.now() - startedMs) / 1000 - writtenS
    clearInterval(watch)
    if (fetched.lines !== sessions + 1 || fetched.opened !== Number(declaring))
      throw new Error(
        `expected ${sessions} lines, ${declaring} with a name, found ${JSON.stringify(fetched)}`,
      )
    const grown = {
      api: round((peak.api - before.api) / 1e6, 1),
      worker: round((peak.worker - before.worker) / 1e6, 1),
    }
    const megabytes = round(fetched.bytes / 1e6)
    return {
      rows: [
        {
          [`${sessions.toLocaleString('en')} rows, ${columns.length} columns`]:
            'written and sealed',
          'rows/s': round(sessions / writtenS),
          seconds: round(writtenS, 1),
          MB: megabytes,
          'RSS growth, MB': grown.worker,
        },
        {
          [`${sessions.toLocaleString('en')} rows, ${columns.length} columns`]: 'fetched',
          'rows/s': round(sessions / fetchedS),
          seconds: round(fetchedS, 1),
          MB: megabytes,
          'RSS growth, MB': grown.api,
        },
      ],
      notes: [
        'each row opens four seals: the session’s key, what was declared, what was read, the company’s own id',
        'from the order to READY through API, Temporal and worker; Postgres, Temporal, API and worker on this machine',
        'growth of resident memory from just before, at its highest; budget: 20,000 rows/s, 100 MB',
      ],
      figures: {
        rows_per_s: round(sessions / writtenS),
        rss_growth_mb: Math.max(grown.api, grown.worker),
        columns: columns.length,
        sessions,
        fetch_rows_per_s: round(sessions / fetchedS),
      },
    }
  } finally {
    await worker.stop()
    await api.stop()
  }
}

type Ask = (text: string, variables?: object) => Promise<Record<string, unknown>>

function createAsk(url: string, apiKey: string): Ask {
  return async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data } = z
      .object({ data: z.record(z.string(), z.unknown()) })
      .parse(await response.json())
    return data
  }
}

const orderSchema = z.object({ id: z.string(), status: z.string() })

async function exported(ask: Ask, filter: object): Promise<z.infer<typeof orderSchema>> {
  const layout = { columns, encoding: 'UTF8_BOM', locale: 'ja', digitsAsText: false }
  const { exportSessions } = await ask(
    `mutation ($filter: VerificationSessionFilter, $layout: CsvLayoutInput!) {
       exportSessions(filter: $filter, layout: $layout) { ... on Export { id status } } }`,
    { filter, layout },
  )
  const { id } = orderSchema.parse(exportSessions)
  for (;;) {
    const { node } = await ask(
      'query ($id: ID!) { node(id: $id) { id ... on Export { status } } }',
      { id },
    )
    const now = orderSchema.parse(node)
    if (now.status === 'READY') return now
    if (!['QUEUED', 'RUNNING'].includes(now.status)) throw new Error(`the export is ${now.status}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Counts lines, and those in which the name that was declared stands. */
async function download(ask: Ask, apiKey: string, exportId: string) {
  const { createExportAddress } = await ask(
    'mutation ($exportId: ID!) { createExportAddress(exportId: $exportId) { ... on ExportAddress { url } } }',
    { exportId },
  )
  const { url } = z.object({ url: z.string() }).parse(createExportAddress)
  const { body } = await request(url, { headers: { authorization: `Bearer ${apiKey}` } })
  const place = columns.indexOf('nameDeclared')
  const found = { bytes: 0, lines: 0, opened: 0 }
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    found.bytes += chunk.length
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\r\n')
    rest = lines.pop() ?? ''
    found.lines += lines.length
    // nothing before the name can hold a comma
    found.opened += lines.filter((line) =>
      isName.test(line.split(',', place + 1)[place] ?? ''),
    ).length
  }
  // the heading of that column is one
  return { ...found, opened: found.opened - 1 }
}

const isName = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u

/** Resident memory of a process in bytes (Linux); else NaN. */
function rssOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return Number.NaN
  }
}

import { randomInt } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import { cacheFolder, findTemporal } from '../dev/find-temporal.ts'
import type { HandedIn } from '../sandbox/applicant-client.ts'
import { childEnv, projectEnv } from '../dev/env.ts'
import { createGuard } from '../dev/guard.ts'
import { startInfrastructure } from '../dev/infrastructure.ts'
import { nodePart } from '../dev/node-part.ts'
import { choosePorts } from '../dev/remembered-ports.ts'
import { readSecrets } from '../dev/secrets.ts'
import { createSteps } from '../dev/steps.ts'
import { createSupervisor } from '../dev/supervise.ts'
import { makeApplicant } from '../specimens/applicant.ts'
import type { Bench } from './bench.ts'
import { countOutcomes } from './count-outcomes.ts'
import { applyWithPatience, createWithPatience, type Way } from './persevering-applicant.ts'
import { seedTenant } from './seed-tenant.ts'

const sessionsAtLeast = 20
const killsEach = 5
/** Applicants at a time; enough that at every kill somebody is capturing and somebody's case is being decided. */
const width = 4
const betweenKillsMs = [500, 10_000] as const
const mostMs = 20 * 60_000
const victims = ['api', 'worker', 'vision-worker', 'temporal', 'postgres'] as const
type Victim = (typeof victims)[number]

/**
 * Applicants go through the real processes while those are killed with SIGKILL at random moments and started again by the
 * supervisor of `npm start`. What counts is that nobody is lost and nobody is decided twice.
 */
export const bench: Bench = async ({ say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-kill-'))
  // another user may have to run Postgres for us
  chmodSync(folder, 0o711)
  const guard = createGuard()
  const pids = new Map<string, number>()
  const supervisor = createSupervisor({
    say: () => undefined,
    guard,
    note: (name, pid) => void pids.set(name, pid),
    longestPauseMs: 1000,
  })
  // what the company hears
  const told = new Set<string>()
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: { data?: { verificationSessionId?: string } } = JSON.parse(
        Buffer.concat(chunks).toString(),
      )
      told.add(body.data?.verificationSessionId?.slice('vs_'.length) ?? '')
      response.end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  try {
    const secrets = readSecrets(join(folder, 'secrets.json'))
    const ports = await choosePorts(join(folder, 'ports.json'), undefined)
    const infrastructure = await startInfrastructure({
      dataFolder: folder,
      secrets,
      ports,
      temporal: await findTemporal({ say }),
      namespace: 'kakunin',
      ownerUrl: null,
      supervisor,
      step: createSteps(say),
    })
    const url = `http://127.0.0.1:${ports.api}`
    const own = projectEnv(
      {
        ...infrastructure,
        dataFolder: folder,
        secrets,
        temporalNamespace: 'kakunin',
        apiPort: ports.api,
      },
      { PUBLIC_URL: url },
    )
    const env = childEnv(process.env, own)
    const part = (
      name: string,
      script: string,
      ready: { word: string } | { url: string },
      more = {},
    ) =>
      nodePart({
        name,
        script,
        env: { ...env, ...more },
        logFile: join(folder, `${name}.log`),
        ready,
      })
    await Promise.all(
      [
        part('api', 'graphql/server.ts', { url: `${url}/graphql` }),
        part(
          'worker',
          'activities/worker.ts',
          { word: 'WORKER_READY' },
          { TASK_QUEUES: 'cases,io' },
        ),
        part(
          'vision-worker',
          'activities/worker.ts',
          { word: 'WORKER_READY' },
          { TASK_QUEUES: 'vision' },
        ),
      ].map((each) => supervisor.run(each)),
    )

    const db = createDatabase(infrastructure.databaseUrl, { maxConnections: 2 })
    const keysDb = createDatabase(infrastructure.databaseUrl, { maxConnections: 2 })
    const keyring = createKeyring({
      db: keysDb,
      provider: await fileMasterKey(own['MASTER_KEY_FILE'] ?? ''),
    })
    const { tenantId, apiKeys } = await seedTenant(
      { db, keyring },
      {
        keys: 1,
        scopes: ['sessions:write', 'webhooks:manage'],
        settings: { challengeLifeMs: 600_000, ticketLifeMs: 600_000, webhookFirstRetryMs: 1000 },
      },
    )
    const apiKey = apiKeys[0] ?? ''
    const address = receiver.address()
    await register(
      url,
      apiKey,
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    )

    say('the pictures are made …')
    const applicants = [1, 2].map(prepared)
    for (const applicant of applicants) {
      for (const slot of ['FRONT', 'BACK', 'FACE', 'THICKNESS'] as const)
        await applicant.still(slot)
    }

    const log = (line: string) => appendFileSync(join(folder, 'applicants.log'), `${line}\n`)
    const startMs = Date.now()
    const way: Way = {
      endMs: startMs + mostMs,
      retryMs: 15_000,
      pauseMs: 1000,
      trouble: (error) => log(String(error)),
    }
    const kills: Record<Victim, number> = {
      api: 0,
      worker: 0,
      'vision-worker': 0,
      temporal: 0,
      postgres: 0,
    }
    const sessionIds: string[] = []
    let troubles = 0
    let applying = 0
    const allKilled = () => victims.every((name) => kills[name] >= killsEach)

    async function applyOneAfterAnother(): Promise<void> {
      while ((sessionIds.length < sessionsAtLeast || !allKilled()) && Date.now() < way.endMs) {
        const place = sessionIds.push('') - 1
        const { id, link } = await createWithPatience(url, apiKey, way)
        sessionIds[place] = id
        const applicant = applicants[place % applicants.length]
        if (!applicant) continue
        applying += 1
        troubles += await applyWithPatience(link, applicant, way)
        applying -= 1
      }
    }
    const everybody = Promise.all(Array.from({ length: width }, applyOneAfterAnother))
    const over = new AbortController()
    void everybody.finally(() => over.abort())

    /** Each is up again before the next one dies, so that what dies has something to do. */
    async function killOneAfterAnother(): Promise<void> {
      while (!over.signal.aborted && !allKilled()) {
        const [least, most] = betweenKillsMs
        await new Promise((resolve) => setTimeout(resolve, randomInt(least, most)))
        const left = victims.filter((name) => kills[name] < killsEach)
        const name = left[randomInt(left.length)]
        const pid = name && pids.get(name)
        if (!name || !pid || applying === 0) continue
        process.kill(pid, 'SIGKILL')
        kills[name] += 1
        say(
          `${seconds()} s  ${name} killed (${kills[name]}), ${applying} applying, ${sessionIds.length} sessions`,
        )
        while (pids.get(name) === pid && !over.signal.aborted)
          await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    const seconds = () => ((Date.now() - startMs) / 1000).toFixed(0).padStart(4)
    await Promise.all([everybody, killOneAfterAnother()])

    say('everybody has handed in; the last ones are decided …')
    const settledMs = Date.now() + 180_000
    let outcomes = await countOutcomes(db, tenantId, sessionIds)
    const untold = () => sessionIds.filter((id) => !told.has(id))
    while ((outcomes.lost.length > 0 || untold().length > 0) && Date.now() < settledMs) {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      outcomes = await countOutcomes(db, tenantId, sessionIds)
    }
    await db.destroy()
    await keysDb.destroy()
    for (const id of outcomes.lost) say(`lost: ${id}`)
    const total = Object.values(kills).reduce((sum, count) => sum + count, 0)
    return {
      rows: victims.map((name) => ({ process: name, 'kills -9': kills[name] })),
      notes: [
        `${sessionIds.length} sessions in ${seconds().trim()} s: ${outcomes.lost.length} lost, ${outcomes.decidedTwice.length} decided twice, ${untold().length} of whose outcome the company heard nothing`,
        `outcomes: ${Object.entries(outcomes.byStatus)
          .map(([status, count]) => `${count} ${status}`)
          .join(', ')}; the audit chain is ${outcomes.auditIntact ? 'intact' : 'BROKEN'}`,
        `applicants had to look at the screen again ${troubles} times`,
      ],
      figures: {
        sessions: sessionIds.length,
        lost: outcomes.lost.length,
        decided_twice: outcomes.decidedTwice.length,
        untold: untold().length,
        audit_intact: outcomes.auditIntact ? 1 : 0,
        kills: total,
        ...Object.fromEntries(
          victims.map((name) => [`kills_${name.replace('-', '_')}`, kills[name]]),
        ),
      },
    }
  } finally {
    await supervisor.stopAll()
    guard.release()
    receiver.closeAllConnections()
    receiver.close()
    if (process.env['KEEP'] === undefined) rmSync(folder, { recursive: true, force: true })
    else say(`kept: ${folder}`)
  }
}

/** Pictures that are made once and used by many; films too, one for each way to turn. */
function prepared(seed: number): HandedIn {
  const folder = join(cacheFolder(process.env), 'specimens')
  const applicant = makeApplicant({ seed }, { cacheFolder: folder })
  const films = new Map<string, ReturnType<HandedIn['film']>>()
  return {
    still: async (slot) =>
      ({
        FRONT: async () => [await applicant.front()],
        BACK: async () => [await applicant.back()],
        FACE: async () => [await applicant.selfie()],
        THICKNESS: () => applicant.thickness(),
      })[slot](),
    film(directions) {
      const key = directions.join()
      const film = films.get(key) ?? applicant.liveness(directions)
      films.set(key, film)
      return film
    },
  }
}

async function register(url: string, apiKey: string, target: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      query:
        'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename } }',
      variables: { input: { url: target } },
    }),
  })
  if (!(await response.text()).includes('WebhookEndpointSecret')) {
    throw new Error('expected the endpoint to be taken')
  }
}

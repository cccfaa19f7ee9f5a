import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { countOutcomes } from '../bench/count-outcomes.ts'
import { applyWithPatience, createWithPatience } from '../bench/persevering-applicant.ts'
import { withTenant } from '../db/client.ts'
import { createApiKey } from '../db/settings/api-keys.ts'
import type { HandedIn } from '../sandbox/applicant-client.ts'
import { nodePart } from '../dev/node-part.ts'
import { freePort } from '../dev/ports.ts'
import { createSupervisor } from '../dev/supervise.ts'
import { pixels } from './support/api-applicant.ts'
import { createTestDatabase } from './support/database.ts'
import { scriptedVision } from './support/scripted-vision.ts'
import { startTestWorkers } from './support/temporal.ts'
import { prepareTenant } from './support/tenant.ts'

const applicants = 4

test('API and worker are killed while applicants capture: none is lost, none decided twice', async () => {
  const deaths: string[] = []
  const pids = new Map<string, number>()
  const kill = (name: string) => {
    const pid = pids.get(name)
    if (pid === undefined || deaths.includes(name)) return
    deaths.push(name)
    process.kill(pid, 'SIGKILL')
  }
  // twenty pictures are looked at: at the fourth and at the tenth somebody is surely capturing
  let looked = 0
  const vision = scriptedVision()
  await using database = await createTestDatabase()
  await using temporal = await startTestWorkers(
    database,
    {
      ...vision,
      run: (name, input, signal) => {
        if (name === 'reviewCapture') looked += 1
        if (looked === 4) kill('worker')
        if (looked === 10) kill('api')
        return vision.run(name, input, signal)
      },
    },
    { serves: ['vision'] },
  )
  const { tenantId } = await prepareTenant(database)
  const key = await withTenant(database.db, tenantId, (trx) =>
    createApiKey(trx, tenantId, {
      name: 'kill',
      scopes: ['sessions:write'],
      sandbox: false,
      actor: { kind: 'SYSTEM', id: null },
      at: new Date(),
      random: randomBytes(32),
    }),
  )

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TASK_QUEUE_PREFIX: temporal.prefix,
    TASK_QUEUES: 'cases,io',
    BLOB_STORE: `file:${join(database.folder, 'blobs')}`,
    MASTER_KEY_FILE: join(database.folder, 'master.key'),
    PORT: String(port),
    PUBLIC_URL: url,
    BETTER_AUTH_SECRET: 'a secret for tests, thirty-two or more',
    UPLOAD_TICKET_SECRET: 'another secret for tests, long enough',
  }
  const part = (name: string, script: string, ready: { word: string } | { url: string }) =>
    nodePart({ name, script, env, ready, logFile: join(database.folder, `${name}.log`) })
  const supervisor = createSupervisor({
    say: () => undefined,
    guard: null,
    note: (name, pid) => void pids.set(name, pid),
  })
  try {
    await Promise.all([
      supervisor.run(part('api', 'graphql/server.ts', { url: `${url}/readyz` })),
      supervisor.run(part('worker', 'activities/worker.ts', { word: 'WORKER_READY' })),
    ])
    const way = { endMs: Date.now() + 100_000, retryMs: 15_000, pauseMs: 200 }
    const sessionIds = await Promise.all(
      Array.from({ length: applicants }, async () => {
        const { id, link } = await createWithPatience(url, key.secret, way)
        await applyWithPatience(link, anybody, way)
        return id
      }),
    )
    expect(deaths).toEqual(['worker', 'api'])
    await expect
      .poll(async () => (await countOutcomes(database.db, tenantId, sessionIds)).lost, {
        timeout: 30_000,
      })
      .toEqual([])
    const outcomes = await countOutcomes(database.db, tenantId, sessionIds)
    expect(outcomes).toMatchObject({ decidedTwice: [], auditIntact: true })
    expect(new Set(sessionIds).size).toBe(applicants)
  } finally {
    await supervisor.stopAll()
  }
}, 120_000)

const anybody: HandedIn = {
  still: (slot) => Promise.resolve(pixels(slot)),
  film: () => Promise.resolve(pixels('LIVENESS').map((jpeg, i) => ({ jpeg, atMs: i * 150 }))),
}

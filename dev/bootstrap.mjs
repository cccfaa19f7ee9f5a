// Plain JavaScript for whatever Node is on the path (20 or newer): installs what package-lock.json says, then goes on
// under the Node that was installed with it. Needs nothing but Node itself.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'
const node = windows ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node')
const marker = join(modules, '.kakunin-lock')
const scripts = { start: 'dev/start.ts', test: 'dev/test.ts', bench: 'bench/main.ts' }

const [command = '', ...args] = process.argv.slice(2)
const script = scripts[command]
if (!script) {
  console.error(`usage: node dev/bootstrap.mjs ${Object.keys(scripts).join('|')} [arguments]`)
  process.exit(2)
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Node ${process.version} is too old to begin with; Kakunin needs 20 or newer here and brings its own 24.`,
  )
  process.exit(1)
}

if (!isInstalled()) {
  const status = await install()
  if (status !== 0 || !existsSync(node)) {
    console.error(
      `npm ci failed (${status}); what it said stands above. Is a package registry reachable?`,
    )
    process.exit(1)
  }
  writeFileSync(marker, lockHash())
}
process.exit(await run(node, [join(root, script), ...args], { watchParent: true }))

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** The installed packages are the lock's: told by our marker, or by npm's own record of what it put there. */
function isInstalled() {
  if (!existsSync(node)) return false
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockHash()) return true
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    const same = Object.entries(wanted).every(
      ([path, { version, optional, peer }]) =>
        path === '' || optional || (peer && !present[path]) || present[path]?.version === version,
    )
    if (same) writeFileSync(marker, lockHash())
    return same
  } catch {
    return false
  }
}

async function install() {
  const startMs = Date.now()
  const seconds = () => Math.round((Date.now() - startMs) / 1000)
  console.log('Installing packages with npm ci (1.6 GB; one to three minutes, once) …')
  const ticker = setInterval(
    () => console.log(`  ${seconds()} s: npm is fetching and unpacking`),
    10_000,
  )
  // The Node that runs npm must not be the one that npm is about to replace.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(modules + sep))
  const status = await run(windows ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error'], {
    env: { ...process.env, PATH: path.join(delimiter) },
    shell: windows,
  })
  clearInterval(ticker)
  if (status === 0) console.log(`Installed in ${seconds()} s.`)
  return status
}

/** Runs a program in our place: same console, same signals, its exit code. */
function run(program, programArgs, { env = process.env, shell = false, watchParent = false } = {}) {
  const child = spawn(program, programArgs, {
    cwd: root,
    env,
    shell,
    // The channel tells the child when we are gone, however we went.
    stdio: watchParent ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  })
  const forward = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 1000)
  return new Promise((resolve) => {
    const end = (status) => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, forward)
      resolve(status)
    }
    child.once('error', (error) => {
      console.error(String(error))
      end(127)
    })
    child.once('exit', (code, signal) =>
      end(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9)),
    )
  })
}

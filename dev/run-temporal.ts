import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FoundTemporal } from './find-temporal.ts'
import { freePort } from './ports.ts'
import { stopChild } from './stop-child.ts'
import {
  startTemporal,
  untilTemporalAnswers,
  type TemporalServer,
  type TemporalStore,
} from './temporal-server.ts'

/**
 * Runs what `findTemporal` found: nothing to do for somebody else's server, the real server on our Postgres, or the
 * CLI's own on a file.
 */
export function runTemporal(
  found: FoundTemporal,
  {
    store,
    folder,
    logFile,
    port = 0,
  }: { store: TemporalStore; folder: string; logFile: string; port?: number },
): Promise<TemporalServer> {
  if (found.kind === 'binaries')
    return startTemporal({ binaries: found, store, folder, logFile, port })
  if (found.kind === 'cli') return startCli({ program: found.program, folder, logFile, port })
  return Promise.resolve({
    address: found.address,
    process: null,
    stop: () => Promise.resolve(),
  })
}

async function startCli({
  program,
  folder,
  logFile,
  port,
}: {
  program: string
  folder: string
  logFile: string
  port: number
}): Promise<TemporalServer> {
  mkdirSync(folder, { recursive: true })
  mkdirSync(dirname(logFile), { recursive: true })
  const frontend = await freePort(port)
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(
    program,
    `server start-dev --headless --ip 127.0.0.1 --port ${frontend} --log-level warn --db-filename`
      .split(' ')
      .concat(join(folder, 'temporal.sqlite')),
    { detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  const address = `127.0.0.1:${frontend}`
  const stop = () => stopChild(child, 'SIGTERM', 8000)
  try {
    await untilTemporalAnswers(address, child, logFile)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, process: child, stop }
}

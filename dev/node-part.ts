import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './paths.ts'
import { stopChild } from './stop-child.ts'
import type { Part } from './supervise.ts'

/**
 * One of the project's own processes: `node <script>`, its output in a log file.
 * @param isReady asked for every line of output; the part counts as started once it says yes
 */
export function nodePart({
  name,
  script,
  env,
  logFile,
  isReady,
  readyWithinMs = 120_000,
  graceMs = 12_000,
}: {
  name: string
  script: string
  env: NodeJS.ProcessEnv
  logFile: string
  isReady: (line: string) => boolean
  readyWithinMs?: number
  graceMs?: number
}): Part {
  return {
    name,
    endSignal: 'SIGTERM',
    async start() {
      mkdirSync(dirname(logFile), { recursive: true })
      const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
      // the full path tells this checkout's processes from another's
      const child = spawn(process.execPath, [join(root, script)], {
        cwd: root,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const last: string[] = []
      const ready = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${name} was not ready within ${readyWithinMs / 1000} s`)),
          readyWithinMs,
        )
        const settle = (work: () => void) => {
          clearTimeout(timer)
          work()
        }
        for (const stream of [child.stdout, child.stderr]) {
          createInterface({ input: stream }).on('line', (line) => {
            log.write(`${line}\n`)
            last.push(line)
            if (last.length > 12) last.shift()
            if (isReady(line)) settle(resolve)
          })
        }
        child.once('error', (error) => settle(() => reject(error)))
        // 'close' comes after the last line
        child.once('close', (code, signal) => {
          log.end()
          settle(() =>
            reject(
              new Error(
                `${name} ended (${signal ?? `exit code ${code}`}) before it was ready; ${logFile} ends with:\n${last.join('\n')}`,
              ),
            ),
          )
        })
      })
      try {
        await ready
      } catch (error) {
        await stopChild(child, 'SIGTERM', graceMs)
        throw error
      }
      return { process: child, stop: () => stopChild(child, 'SIGTERM', graceMs) }
    },
  }
}

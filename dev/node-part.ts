import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './paths.ts'
import { stopChild } from './stop-child.ts'
import type { Part } from './supervise.ts'

/**
 * One of the project's own processes: `node <script>`, its output in a log file.
 * @param ready what shows that it serves: a word in its output, or an address that answers anything at all
 */
export function nodePart({
  name,
  script,
  env,
  logFile,
  ready: sign,
  readyWithinMs = 120_000,
  graceMs = 12_000,
}: {
  name: string
  script: string
  env: NodeJS.ProcessEnv
  logFile: string
  ready: { readonly word: string } | { readonly url: string }
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
            if ('word' in sign && line.includes(sign.word)) settle(resolve)
          })
        }
        child.once('error', (error) => settle(() => reject(error)))
        if ('url' in sign) void answers(sign.url, child).then((yes) => yes && settle(resolve))
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

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' })
      await response.body?.cancel()
      return true
    } catch {
      // nobody listens yet
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return false
}

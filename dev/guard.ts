import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Ends the processes it was told of as soon as this process is gone, even by kill -9. */
export interface Guard {
  watch(pid: number, signal: NodeJS.Signals): void
  /** Ends the guard and leaves the processes alone. */
  release(): void
}

/**
 * A process in a session of its own that reads from us; when the pipe closes, we are dead, and it cleans up. Hence our
 * children may live outside the terminal's group, where Ctrl-C does not hit all of them in no order at all.
 */
export function createGuard(): Guard {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./guard-process.ts', import.meta.url))],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  child.unref()
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return {
    watch: (pid, signal) => void child.stdin.write(`${pid} ${signal}\n`),
    release: () => void child.stdin.end('release\n'),
  }
}

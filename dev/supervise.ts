import type { ChildProcess } from 'node:child_process'
import type { Guard } from './guard.ts'

/** Something that runs until told to stop. `process` is null where the part has none of its own. */
export interface Running {
  readonly process: ChildProcess | null
  stop(): Promise<void>
}

/** A part of the whole: how to start it, again if need be. */
export interface Part<R extends Running = Running> {
  readonly name: string
  /** The signal that asks it to end in good order. */
  readonly endSignal: NodeJS.Signals
  start(): Promise<R>
}

export interface Supervisor {
  /** Starts a part and from then on restarts it whenever it ends by itself. Fails if the very first start fails. */
  run<R extends Running>(part: Part<R>): Promise<R>
  /** Stops all parts, the last started group first; resolves when nothing runs any more. */
  stopAll(): Promise<void>
}

/**
 * Keeps parts alive: a crash is said aloud and answered by a restart, after a pause that doubles as long as it happens
 * again within a minute.
 */
export function createSupervisor({
  say,
  guard,
  note,
  firstPauseMs = 250,
  longestPauseMs = 15_000,
  calmMs = 60_000,
}: {
  say: (line: string) => void
  guard: Guard | null
  note: (name: string, pid: number) => void
  firstPauseMs?: number
  longestPauseMs?: number
  calmMs?: number
}): Supervisor {
  const running = new Map<string, Running>()
  const restarts = new Set<Promise<void>>()
  const ending = new AbortController()

  function keep(part: Part, now: Running, pauseMs: number): void {
    running.set(part.name, now)
    const { process: child } = now
    if (!child) return
    if (child.pid !== undefined) {
      note(part.name, child.pid)
      guard?.watch(child.pid, part.endSignal)
    }
    const startedMs = Date.now()
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      if (ending.signal.aborted) return
      const nextMs = Date.now() - startedMs > calmMs ? firstPauseMs : pauseMs
      say(`${part.name} ended by itself (${signal ?? `exit code ${code}`}); starting it again`)
      const restart = again(part, nextMs)
      restarts.add(restart)
      void restart.finally(() => restarts.delete(restart))
    }
    if (child.exitCode !== null || child.signalCode !== null)
      ended(child.exitCode, child.signalCode)
    else child.once('exit', ended)
  }

  async function again(part: Part, firstMs: number): Promise<void> {
    for (let pauseMs = firstMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await pause(pauseMs, ending.signal)
      if (ending.signal.aborted) return
      try {
        const now = await part.start()
        if (ending.signal.aborted) return await now.stop()
        say(`${part.name} runs again`)
        keep(part, now, Math.min(pauseMs * 2, longestPauseMs))
        return
      } catch (error) {
        say(
          `${part.name} does not start: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
  }

  return {
    async run(part) {
      const now = await part.start()
      if (ending.signal.aborted) {
        await now.stop()
        throw new Error(`${part.name} was started while everything stops`)
      }
      keep(part, now, firstPauseMs)
      return now
    },
    async stopAll() {
      ending.abort()
      await Promise.all(restarts)
      const parts = [...running]
      running.clear()
      // what serves the others was started first and ends last
      for (const [, part] of parts.toReversed()) await part.stop()
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { DomainError } from '../domain/errors.ts'
import type { Told, VisionTasks } from './vision-thread.ts'

/** Pictures are looked at on threads of their own, so that heartbeats and cancellation go on meanwhile. */
export interface VisionPool extends AsyncDisposable {
  run<Name extends keyof VisionTasks>(
    name: Name,
    input: Parameters<VisionTasks[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<VisionTasks[Name]>>>
}

export interface VisionPoolOptions {
  /** One thread a core is enough: a task keeps its core busy. */
  readonly threads: number
  /** Folder with model files that npm packages don't carry. */
  readonly modelsDir: string | null
  /** Where converted models are kept. */
  readonly cacheDir: string | null
  /** Use only the models that npm packages carry. */
  readonly npmOnly: boolean
}

export function createVisionPool({ threads, ...workerData }: VisionPoolOptions): VisionPool {
  const pool = new Piscina<unknown, unknown>({
    filename: fileURLToPath(new URL('./vision-thread.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    workerData,
  })
  return {
    async run(name, input, signal) {
      // the thread's module is typed by VisionTasks; piscina itself knows functions by name only
      const told = (await pool.run(input, { name, ...(signal ? { signal } : {}) })) as Told<never>
      if (!told.done) throw new DomainError(told.code, told.message)
      return told.answer
    },
    [Symbol.asyncDispose]: () => pool.close({ force: true }),
  }
}

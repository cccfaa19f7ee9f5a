import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Slot } from '../domain/method.ts'
import type { ApplicantOptions } from '../specimens/applicant.ts'
import type { HandedIn } from './applicant-client.ts'
import type { Drawing, DrawingTask } from './specimen-thread.ts'

/** Draws applicants on threads, one a core: a picture takes seconds. */
export interface SpecimenPool extends AsyncDisposable {
  /** What one applicant hands in; the stills are begun at once, the film when its directions are known. */
  applicant(options: ApplicantOptions, slots: readonly Slot[], film: 'TURNS' | 'STILL'): HandedIn
}

/** @param cacheFolder where stills are kept from run to run */
export function createSpecimenPool(cacheFolder: string): SpecimenPool {
  const pool = new Piscina<DrawingTask, Drawing>({
    filename: fileURLToPath(new URL('./specimen-thread.ts', import.meta.url)),
    name: 'draw',
    minThreads: 0,
    maxThreads: Math.min(4, availableParallelism()),
    idleTimeout: 10_000,
  })
  return {
    applicant(options, slots, film) {
      const drawing = pool.run({
        options,
        cacheFolder,
        slots: slots.filter((slot) => slot !== 'LIVENESS'),
        directions: [],
      })
      // whoever asks for a picture hears of it
      drawing.catch(() => undefined)
      return {
        async still(slot) {
          const frames = (await drawing).stills[slot]
          if (!frames) throw new Error(`${slot}: nobody asked for it to be drawn`)
          return frames
        },
        async film(asked) {
          const directions = film === 'TURNS' ? asked : []
          return (await pool.run({ options, cacheFolder, slots: ['LIVENESS'], directions })).film
        },
      }
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  }
}

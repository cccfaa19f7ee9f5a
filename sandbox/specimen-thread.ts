import type { Direction, Slot } from '../domain/method.ts'
import { makeApplicant, type ApplicantOptions } from '../specimens/applicant.ts'
import type { FilmFrame } from '../specimens/films/head-turn.ts'

export interface DrawingTask {
  readonly options: ApplicantOptions
  /** Where stills are kept from run to run. */
  readonly cacheFolder: string
  readonly slots: readonly Slot[]
  /** For a film; none: the person looks on into the camera. */
  readonly directions: readonly Direction[]
}

/** Stills by slot, frame by frame, or a film. */
export interface Drawing {
  readonly stills: { readonly [slot in Slot]?: readonly Uint8Array[] }
  readonly film: readonly FilmFrame[]
}

/** Several stills of one applicant on one thread, which draws the card once. */
export async function draw({
  options,
  cacheFolder,
  slots,
  directions,
}: DrawingTask): Promise<Drawing> {
  const applicant = makeApplicant(options, { cacheFolder })
  const stills: { [slot in Slot]?: readonly Uint8Array[] } = {}
  let film: readonly FilmFrame[] = []
  for (const slot of slots) {
    if (slot === 'FRONT') stills[slot] = [await applicant.front()]
    if (slot === 'BACK') stills[slot] = [await applicant.back()]
    if (slot === 'FACE') stills[slot] = [await applicant.selfie()]
    if (slot === 'THICKNESS') stills[slot] = await applicant.thickness()
    // as few frames as tell a turn: each takes a third of a second to draw
    if (slot === 'LIVENESS') {
      const restMs = directions.length > 0 ? 500 : 1000
      film = await applicant.liveness(directions, { fps: 4, stepMs: 1600, restMs })
    }
  }
  return { stills, film }
}

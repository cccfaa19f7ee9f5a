import type { Direction } from '../../domain/method.ts'
import { builtPerson } from '../persons/built-person.ts'
import { cameraGrades, takeJpeg } from '../persons/camera-noise.ts'
import type { Grade } from '../persons/camera-noise.ts'
import { heldUp } from '../persons/held-up.ts'
import type { HeldUpKind } from '../persons/held-up.ts'
import { selfieRaster } from '../persons/photographs.ts'
import { renderPerson } from '../persons/render-person.ts'
import { faceZoom, softWindow } from '../persons/render/view.ts'
import type { Lighting, Pose } from '../persons/render/view.ts'
import { smoothstep } from '../persons/scalars.ts'
import type { Raster } from '../raster.ts'

export type FilmFrame = {
  readonly jpeg: Buffer
  /** Milliseconds since the first frame. */
  readonly atMs: number
}

export type HeadTurnOptions = {
  readonly fps?: number
  readonly width?: number
  readonly height?: number
  /** One turn there and back. */
  readonly stepMs?: number
  /** Facing the camera before the first turn and after the last. */
  readonly restMs?: number
  readonly lighting?: Lighting
  readonly grade?: Grade
  /** Another person takes the place of the first half-way through: an attack that must be found. */
  readonly swapToSeed?: number
}

/** How far a person turns when asked, in degrees; the measured angle comes out a little larger. */
export const headTurnPeaks: Record<Direction, Pose> = {
  LEFT: { yawDeg: 36 },
  RIGHT: { yawDeg: -36 },
  UP: { pitchDeg: 22 },
  DOWN: { pitchDeg: -22 },
}

/**
 * A liveness capture: the person faces the camera, turns to each direction and back. LEFT is the person's own left;
 * the frames are the camera's, not mirrored, so a turn to the LEFT goes to the image's right.
 */
export const headTurnFrames = async (
  seed: number,
  directions: readonly Direction[],
  options: HeadTurnOptions = {},
): Promise<readonly FilmFrame[]> => {
  const { grade = 'mild', swapToSeed } = options
  const times = frameTimes(directions, options)
  const half = times.length / 2
  const frames: FilmFrame[] = []
  for (const [index, atMs] of times.entries()) {
    const own = swapToSeed !== undefined && index >= half ? swapToSeed : seed
    const raster = turnedHead(own, turnPose(directions, atMs, options), options)
    const jpeg = await takeJpeg(raster, cameraGrades[grade], seed * 1000 + index)
    frames.push({ jpeg, atMs })
  }
  return frames
}

/** The attack on it: one flat photograph of the person, turned as the challenge asks. Its face never turns. */
export const flatTurnFrames = async (
  seed: number,
  directions: readonly Direction[],
  kind: HeldUpKind,
  options: HeadTurnOptions = {},
): Promise<readonly FilmFrame[]> => {
  const { width = 640, height = 480, grade = 'mild' } = options
  const photo = selfieRaster(seed)
  const frames: FilmFrame[] = []
  for (const [index, atMs] of frameTimes(directions, options).entries()) {
    const pose = turnPose(directions, atMs, options)
    const hold = { ...pose, atXCm: (pose.yawDeg ?? 0) / 30 }
    const raster = heldUp(photo, kind, hold, { width, height })
    const jpeg = await takeJpeg(raster, cameraGrades[grade], seed * 1000 + index)
    frames.push({ jpeg, atMs })
  }
  return frames
}

/** One frame of a turning head, before sensor and compression. */
export const turnedHead = (
  seed: number,
  pose: Pose & { readonly shut?: number },
  { width = 640, height = 480, lighting = softWindow }: HeadTurnOptions = {},
): Raster => {
  const { shut = 0, ...placement } = pose
  const person = builtPerson(seed, shut > 0 ? { expression: { shut } } : {})
  return renderPerson(person, placement, {
    width,
    height,
    lighting,
    zoom: faceZoom(width, height),
    samples: 'edges',
  })
}

const timing = ({ fps = 6, stepMs = 2000, restMs = 800 }: HeadTurnOptions) => ({
  fps,
  stepMs,
  restMs,
})

const frameTimes = (directions: readonly Direction[], options: HeadTurnOptions): number[] => {
  const { fps, stepMs, restMs } = timing(options)
  const totalMs = 2 * restMs + directions.length * stepMs
  const count = Math.floor((totalMs / 1000) * fps) + 1
  return Array.from({ length: count }, (_, index) => Math.round((index * 1000) / fps))
}

/** The pose at a moment: out within a third of the step, held for a third, back in the last, never quite still. */
const turnPose = (
  directions: readonly Direction[],
  atMs: number,
  options: HeadTurnOptions,
): Pose => {
  const { stepMs, restMs } = timing(options)
  const step = (atMs - restMs) / stepMs
  const direction = directions[Math.floor(step)]
  const inStep = step - Math.floor(step)
  const share = direction ? smoothstep(0.02, 0.35, inStep) * smoothstep(0.98, 0.65, inStep) : 0
  const peak = direction ? headTurnPeaks[direction] : {}
  const seconds = atMs / 1000
  return {
    yawDeg: (peak.yawDeg ?? 0) * share + 0.8 * Math.sin(seconds * 2.1),
    pitchDeg: (peak.pitchDeg ?? 0) * share + 0.7 * Math.sin(seconds * 1.7 + 1),
    rollDeg: 0.9 * Math.sin(seconds * 1.3),
  }
}

import type { LivenessFinding, LivenessStep } from '../../domain/findings.ts'
import type { Direction } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectFaces } from './detect-faces.ts'
import { embedFace, meanEmbedding, type Embedding } from './embed.ts'
import { faceCentre, mainFace } from './face.ts'
import { homographyResidual } from './homography-residual.ts'
import { meshIndex, meshPoint, meshPointCount, type FaceMesh } from './mesh-face.ts'
import {
  lowestCosine,
  observeFrames,
  type LivenessFrame,
  type ObservedFrame,
} from './observe-frames.ts'
import { findTurns, turnDegrees, type Turn, type Turned } from './turn-steps.ts'

export const livenessLimits = {
  minFrames: 6,
  /** Share of the frames that must show a face. */
  leastFaceShare: 0.8,
  maxTotalMs: 60_000,
  /** Two frames further apart are no film. */
  maxGapMs: 1500,
  /** A head turns at up to some 300°/s. */
  maxDegreesPerSecond: 500,
  /** How far a face may move, in its own widths, and grow from one frame to the next. */
  maxJump: 0.6,
  maxGrowth: 1.5,
  /** At the start the person must face the camera, in degrees as the mesh reads them. */
  frontalYaw: 18,
  frontalPitch: 30,
  /**
   * Least residual of a homography from the frontal mesh to the turned one, in widths between the outer eye corners: a
   * flat picture stays near zero however it is held. Where the passive nets doubt, more is asked for.
   */
  parallax: 0.022,
  parallaxWhenDoubtful: 0.035,
  passiveDoubtful: 0.5,
  /** Frames with a second face: one may be the detector's mistake. */
  maxFramesWithOthers: 1,
  /** Share of frames that may be pixel by pixel the frame before. */
  maxRepeatedShare: 0.2,
} as const

export interface LivenessFilm {
  readonly frames: AsyncIterable<LivenessFrame> | Iterable<LivenessFrame>
  /** As the server issued them, in order. */
  readonly directions: readonly Direction[]
  /** The capture of the slot FACE: the film must show the same person. */
  readonly selfie?: Raster | null
}

/**
 * Judges a head-turn challenge from its frames: the issued turns and no others, in order, each back to the camera,
 * by one person in one unbroken film, with the parallax of a head. It does not tell a person from a film of that
 * person that happens to hold the same turns on a good display: the issued order and the passive nets stand there.
 */
export async function judgeLiveness(film: LivenessFilm, models: Models): Promise<LivenessFinding> {
  const { seen, frames, timesMs } = await observeFrames(film.frames, models)
  const { directions } = film
  const reasons = new Set<ReasonCode>()

  // One face, nearly always there.
  const framesWithOthers = seen.filter(({ otherFaces }) => otherFaces > 0).length
  if (framesWithOthers > livenessLimits.maxFramesWithOthers) reasons.add('SELFIE_MANY_FACES')
  const enough =
    seen.length >= livenessLimits.minFrames && seen.length >= livenessLimits.leastFaceShare * frames
  if (!enough) reasons.add('FACE_NOT_FOUND')

  // One film: plausible times, no jumps, no copied frames.
  if (!plausibleTimes(timesMs) || !unbroken(seen)) reasons.add('LIVENESS_NG')

  // The person's own frontal pose, from the frames before the first movement.
  const start = beginning(seen)
  const frontal = { yaw: median(start, 'yaw'), pitch: median(start, 'pitch') }
  if (
    Math.abs(frontal.yaw) > livenessLimits.frontalYaw ||
    Math.abs(frontal.pitch) > livenessLimits.frontalPitch
  )
    reasons.add('LIVENESS_NG')
  const turned = seen.map(({ atMs, pose }): Turned => ({
    atMs,
    yaw: pose.yaw - frontal.yaw,
    pitch: pose.pitch - frontal.pitch,
  }))

  // The issued turns, in order.
  const turns = findTurns(turned)
  const steps = directions.map((direction, i) => stepOf(direction, turns[i]))
  const wrong = turns.some(({ direction }, i) => direction !== directions[i])
  if (wrong) reasons.add('LIVENESS_ORDER')
  else if (directions.length === 0 || steps.some((step) => !step.seen)) reasons.add('LIVENESS_NG')

  // A head, not a picture of one.
  const passiveScore = meanPassive(seen)
  const leastParallax =
    passiveScore !== null && passiveScore < livenessLimits.passiveDoubtful
      ? livenessLimits.parallaxWhenDoubtful
      : livenessLimits.parallax
  const [reference] = start
  for (const { peakIndex, framesBetween } of turns) {
    const peak = seen[peakIndex]
    if (reference === undefined || peak === undefined) continue
    if (framesBetween === 0 || parallax(reference.mesh, peak.mesh) < leastParallax)
      reasons.add('LIVENESS_NG')
  }

  // The same person whenever the head faces the camera: before and after each turn.
  const person =
    (film.selfie ? await describeSelfie(film.selfie, models) : null) ?? describeBeginning(start)
  const { thresholds, name, version } = models.embedder.spec
  const samePersonThreshold = thresholds.HIGH ?? 1
  const samePersonScore = person === null ? 0 : lowestCosine(person, seen)
  if (person !== null && samePersonScore < samePersonThreshold)
    reasons.add('LIVENESS_PERSON_CHANGED')

  return {
    live: reasons.size === 0,
    steps,
    reasonCodes: [...reasons],
    samePersonScore,
    samePersonThreshold,
    framesWithFace: seen.length,
    frames,
    otherFaces: seen.reduce((most, { otherFaces }) => Math.max(most, otherFaces), 0),
    passiveScore,
    by: { engine: 'head-turn', model: name, version },
  }
}

const stepOf = (direction: Direction, turn: Turn | undefined): LivenessStep =>
  turn?.direction === direction
    ? { direction, seen: true, peakDegrees: turn.peakDegrees, atMs: turn.atMs }
    : { direction, seen: false, peakDegrees: 0, atMs: null }

function plausibleTimes(timesMs: readonly number[]): boolean {
  const gaps = timesMs.slice(1).map((time, i) => time - (timesMs[i] ?? 0))
  return (
    gaps.every((gap) => gap > 0 && gap <= livenessLimits.maxGapMs) &&
    (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0) <= livenessLimits.maxTotalMs
  )
}

function unbroken(seen: readonly ObservedFrame[]): boolean {
  const repeated = seen.filter((frame) => frame.repeated).length
  if (repeated > livenessLimits.maxRepeatedShare * seen.length) return false
  return seen.slice(1).every((now, i) => {
    const before = seen[i] ?? now
    const { width } = before.face.box
    const [from, to] = [faceCentre(before.face), faceCentre(now.face)]
    const moved = Math.hypot(to.x - from.x, to.y - from.y) / width
    const grown = Math.max(now.face.box.width / width, width / now.face.box.width)
    const degrees = Math.max(
      Math.abs(now.pose.yaw - before.pose.yaw),
      Math.abs(now.pose.pitch - before.pose.pitch),
    )
    const seconds = (now.atMs - before.atMs) / 1000
    return (
      now.atMs - before.atMs <= livenessLimits.maxGapMs &&
      moved <= livenessLimits.maxJump &&
      grown <= livenessLimits.maxGrowth &&
      degrees <= livenessLimits.maxDegreesPerSecond * seconds
    )
  })
}

/** The frames before the head first moves. */
function beginning(seen: readonly ObservedFrame[]): readonly ObservedFrame[] {
  const [first] = seen
  if (first === undefined) return []
  const moved = seen.findIndex(
    ({ pose }) =>
      Math.abs(pose.yaw - first.pose.yaw) > turnDegrees.neutralYaw / 2 ||
      Math.abs(pose.pitch - first.pose.pitch) > turnDegrees.neutralPitch / 2,
  )
  return seen.slice(0, moved === -1 ? seen.length : Math.max(1, moved))
}

function median(frames: readonly ObservedFrame[], angle: 'yaw' | 'pitch'): number {
  const sorted = frames.map(({ pose }) => pose[angle]).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function meanPassive(seen: readonly ObservedFrame[]): number | null {
  const scores = seen.map(({ passiveScore }) => passiveScore).filter((score) => score !== null)
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function describeBeginning(start: readonly ObservedFrame[]): Embedding | null {
  const embeddings = start.map(({ embedding }) => embedding).filter((some) => some !== null)
  return embeddings.length === 0 ? null : meanEmbedding(embeddings)
}

const allPoints = (mesh: FaceMesh) =>
  Array.from({ length: meshPointCount }, (_, index) => meshPoint(mesh, index))

function parallax(from: FaceMesh, to: FaceMesh): number {
  const left = meshPoint(from, meshIndex.leftEyeOuter)
  const right = meshPoint(from, meshIndex.rightEyeOuter)
  // Measured from the turned frame back to the frontal one, so that the unit is always the frontal width.
  const width = Math.hypot(right.x - left.x, right.y - left.y)
  return homographyResidual(allPoints(to), allPoints(from)) / width
}

async function describeSelfie(selfie: Raster, models: Models): Promise<Embedding | null> {
  const { main } = mainFace(await detectFaces(selfie, models))
  return main === null ? null : embedFace(selfie, main, models.embedder)
}

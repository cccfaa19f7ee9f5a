import type { Direction } from '../../domain/method.ts'

/** Degrees away from the person's own frontal pose: yaw to their left, pitch upwards. */
export interface Turned {
  readonly atMs: number
  readonly yaw: number
  readonly pitch: number
}

export interface Turn {
  readonly direction: Direction
  readonly peakDegrees: number
  readonly atMs: number
  /** Index of the frame with the peak. */
  readonly peakIndex: number
  /** Frames on the way out or back, between facing the camera and the peak. */
  readonly framesBetween: number
}

/**
 * Least angles that count as a turn, and largest that still face the camera. Nodding is a smaller movement than turning
 * and reads with more error (±5° between persons), so pitch has its own.
 */
export const turnDegrees = { yaw: 18, pitch: 12, neutralYaw: 9, neutralPitch: 7 } as const

const facesCamera = ({ yaw, pitch }: Pick<Turned, 'yaw' | 'pitch'>): boolean =>
  Math.abs(yaw) <= turnDegrees.neutralYaw && Math.abs(pitch) <= turnDegrees.neutralPitch

/**
 * The turns of a film in their order. A turn lasts from leaving the camera to coming back to it; a head that goes
 * straight from one side to the other has passed the middle between.
 */
export function findTurns(frames: readonly Turned[]): readonly Turn[] {
  const turns: Turn[] = []
  let away: { readonly index: number; readonly frame: Turned }[] = []
  const finish = () => {
    const turn = turnOf(away)
    if (turn !== null) turns.push(turn)
    away = []
  }
  for (const [index, frame] of frames.entries()) {
    const last = away.at(-1)?.frame
    const crossed =
      last !== undefined &&
      ((Math.sign(last.yaw) !== Math.sign(frame.yaw) &&
        Math.abs(frame.yaw) > turnDegrees.neutralYaw &&
        Math.abs(last.yaw) > turnDegrees.neutralYaw) ||
        (Math.sign(last.pitch) !== Math.sign(frame.pitch) &&
          Math.abs(frame.pitch) > turnDegrees.neutralPitch &&
          Math.abs(last.pitch) > turnDegrees.neutralPitch))
    if (facesCamera(frame) || crossed) finish()
    if (!facesCamera(frame)) away.push({ index, frame })
  }
  // A turn from which the head has not come back is none yet.
  return turns
}

function turnOf(away: readonly { readonly index: number; readonly frame: Turned }[]): Turn | null {
  const strength = ({ yaw, pitch }: Turned) =>
    Math.max(Math.abs(yaw) / turnDegrees.yaw, Math.abs(pitch) / turnDegrees.pitch)
  const [peak] = away.toSorted((a, b) => strength(b.frame) - strength(a.frame))
  if (peak === undefined || strength(peak.frame) < 1) return null
  const { yaw, pitch, atMs } = peak.frame
  const sideways = Math.abs(yaw) / turnDegrees.yaw >= Math.abs(pitch) / turnDegrees.pitch
  const peakDegrees = Math.abs(sideways ? yaw : pitch)
  return {
    direction: sideways ? (yaw > 0 ? 'LEFT' : 'RIGHT') : pitch > 0 ? 'UP' : 'DOWN',
    peakDegrees,
    atMs,
    peakIndex: peak.index,
    framesBetween: away.filter(
      ({ frame }) => Math.abs(sideways ? frame.yaw : frame.pitch) <= 0.85 * peakDegrees,
    ).length,
  }
}

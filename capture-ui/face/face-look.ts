import type { Direction } from '../../domain/method.ts'
import type { CaptureKey } from '../../domain/words/capture/keys.ts'

/** One live frame of the front camera. Lengths are shares of the frame, angles degrees as the person feels them. */
export interface FaceLook {
  readonly faces: number
  /** Centre and height of the largest face. */
  readonly centreX: number
  readonly centreY: number
  readonly height: number
  /** Positive: turned to the person's own left. */
  readonly yawDegrees: number
  /** Positive: raised. */
  readonly pitchDegrees: number
  /** Median level of the frame's middle, 0…255. */
  readonly light: number
}

export type FaceHint = Extract<
  CaptureKey,
  | 'face.align'
  | 'face.one'
  | 'face.closer'
  | 'face.farther'
  | 'face.dark'
  | 'face.forward'
  | 'cap.hold'
>

/** The one thing that helps most now; `cap.hold` means that the frame is good. */
export function faceHint(look: FaceLook): FaceHint {
  if (look.light < 40) return 'face.dark'
  if (look.faces === 0) return 'face.align'
  if (look.faces > 1) return 'face.one'
  if (look.height < 0.3) return 'face.closer'
  if (look.height > 0.85) return 'face.farther'
  if (Math.abs(look.centreX - 0.5) > 0.17 || Math.abs(look.centreY - 0.5) > 0.2) return 'face.align'
  if (Math.abs(look.yawDegrees) > 14) return 'face.forward'
  return 'cap.hold'
}

export type LivenessStage =
  | { readonly kind: 'CENTRE'; readonly next: number }
  | { readonly kind: 'TURN'; readonly next: number }
  | { readonly kind: 'DONE' }

/** Degrees from the person's own frontal frame: pitch has an offset of its own on every face. */
const turned: Record<Direction, number> = { LEFT: 18, RIGHT: 18, UP: 10, DOWN: 10 }
const centred = 9

/**
 * Where the head is within the challenge: centre, first turn, centre, second turn … centre. Only moves the screen along;
 * whether the turns were made, and in this order, the server judges from the footage.
 */
export function nextStage(
  stage: LivenessStage,
  directions: readonly Direction[],
  look: FaceLook,
  frontal: Pick<FaceLook, 'yawDegrees' | 'pitchDegrees'>,
): LivenessStage {
  if (stage.kind === 'DONE' || look.faces !== 1) return stage
  const yaw = look.yawDegrees - frontal.yawDegrees
  const pitch = look.pitchDegrees - frontal.pitchDegrees
  if (stage.kind === 'CENTRE') {
    if (Math.abs(yaw) > centred || Math.abs(pitch) > centred) return stage
    return stage.next >= directions.length ? { kind: 'DONE' } : { kind: 'TURN', next: stage.next }
  }
  const direction = directions[stage.next]
  if (direction === undefined) return { kind: 'DONE' }
  const towards: Record<Direction, number> = { LEFT: yaw, RIGHT: -yaw, UP: pitch, DOWN: -pitch }
  return towards[direction] >= turned[direction] ? { kind: 'CENTRE', next: stage.next + 1 } : stage
}

import type { Traits } from './traits.ts'

/** What a face does; every share runs from 0 (not at all) to 1. */
export type Expression = {
  readonly smile?: number
  /** Mouth opened by a falling jaw. */
  readonly open?: number
  /** Eyes shut. */
  readonly shut?: number
  /** Brows raised. */
  readonly raise?: number
  readonly frown?: number
  /** A smile that shows the teeth. */
  readonly teeth?: boolean
  /** Where the eyes look, -1 to 1: to the image's right, and up. */
  readonly gaze?: readonly [number, number]
}

/** A vertical section through the mouth: the opening's edges and the thickness of both lips, at one x. */
export type MouthSection = {
  /** Place across the mouth, ±1 at its corners. */
  readonly across: number
  /** 0 at the corners and beyond, 1 in the middle. */
  readonly inside: number
  readonly top: number
  readonly bottom: number
  readonly upperLip: number
  readonly lowerLip: number
}

export type FacePlan = ReturnType<typeof facePlan>

/**
 * Where the features of a face lie under an expression: what the shape and the paint must agree on.
 * Centimetres; the origin lies between the pupils, x to the image's right, y up, z to the camera.
 */
export const facePlan = (traits: Traits, expression: Expression) => {
  const { smile = 0, open = 0, shut = 0, raise = 0, frown = 0 } = expression
  const { teeth = false, gaze = [0, 0] as const } = expression
  const length = traits.faceLength
  const jawDrop = open * 2.1
  const mouthY = -traits.mouthY * length
  const mouthHalf = traits.mouthWidth * (1 + 0.26 * smile - 0.14 * open)
  const cornerLift = traits.mouthCorner + 0.75 * smile
  const bared = smile * (teeth ? 1 : 0)

  const mouthAt = (x: number): MouthSection => {
    const across = x / mouthHalf
    const inside = Math.max(0, 1 - across * across)
    const round = inside ** 0.6
    const middle =
      mouthY +
      cornerLift * across * across -
      0.12 * smile * inside +
      traits.uneven.mouth * across * 0.6 +
      traits.lipBow * inside * 0.4
    const cupid =
      -traits.cupidBow * Math.exp((-x * x) / 0.12) +
      (inside > 0 ? traits.cupidBow * 0.6 * Math.exp(-((Math.abs(x) - 0.55) ** 2) / 0.12) : 0)
    return {
      across,
      inside,
      top: middle + open * 0.35 * inside ** 0.7 + bared * 0.22 * round,
      bottom: middle - jawDrop * 0.72 * round - bared * 0.28 * round,
      upperLip: traits.upperLip * (1 - 0.25 * smile) * inside ** 0.62 + cupid,
      lowerLip: traits.lowerLip * (1 - 0.2 * smile) * inside ** 0.75,
    }
  }

  return {
    traits,
    smile,
    open,
    shut,
    raise,
    frown,
    gaze,
    length,
    jawDrop,
    mouthY,
    mouthHalf,
    mouthAt,
    noseTipY: -traits.noseLength * length,
    chinY: (-11.7 - traits.chinLength) * length - jawDrop,
    crownY: 12 + 0.6 * traits.foreheadHeight,
    eyeX: (side: -1 | 1) => side * traits.eyeDistance + traits.uneven.eyeX * 0.5,
    eyeY: (side: -1 | 1) => traits.eyeY + side * traits.uneven.eyeY,
  }
}

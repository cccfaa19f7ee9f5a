import type { FacePlan } from './face-plan.ts'
import { bell, smoothCurve, smoothstep } from './scalars.ts'

/**
 * How far the flesh stands before the plain head, in centimetres, at a place of the face seen from the front.
 * Nose, sockets, cheeks, lips, chin: here lies most of what tells persons apart.
 */
export const faceRelief = (plan: FacePlan): ((x: number, y: number) => number) => {
  const { traits, length, smile, open, noseTipY, mouthY, chinY, jawDrop } = plan
  const noseHeight = smoothCurve([
    [noseTipY - 1.25, 0],
    [noseTipY - 0.95, 0.25],
    [noseTipY - 0.55, traits.tipForward * 0.6],
    [noseTipY - 0.25 + traits.tipUp * 0.3, traits.tipForward * 0.93],
    [noseTipY + 0.15 + traits.tipUp, traits.tipForward],
    [noseTipY + 0.8 + traits.tipUp, traits.tipForward * 0.84],
    [noseTipY * 0.55, traits.bridgeHeight * 1.25 + traits.noseHump * 0.8 + 0.15],
    [noseTipY * 0.3, traits.bridgeHeight + traits.noseHump],
    [noseTipY * 0.08, traits.bridgeHeight * 0.62 + 0.1],
    [0.9, 0.18],
    [2, 0],
  ])
  const noseHalf = smoothCurve([
    [noseTipY - 1.2, traits.tipWidth * 0.8],
    [noseTipY, traits.tipWidth * 0.85],
    [noseTipY + 1, traits.tipWidth * 0.7],
    [noseTipY * 0.5, traits.bridgeWidth * 0.85],
    [0, traits.bridgeWidth * 0.8],
    [2, traits.bridgeWidth * 1.3],
  ])

  const nose = (x: number, y: number): number => {
    const fromBridge = Math.abs(x - traits.noseBend * smoothstep(0, noseTipY, y))
    return (
      noseHeight(y) * Math.exp(-((fromBridge / (noseHalf(y) * 1.25)) ** 2.2)) +
      traits.noseWings *
        0.62 *
        bell(fromBridge - traits.noseWidth * 0.88, y - (noseTipY - 0.1), 0.42, 0.5) -
      0.22 * bell(fromBridge - traits.noseWidth * 1.35, y - (noseTipY - 0.15), 0.28, 0.6)
    )
  }

  const eyeAndBrow = (x: number, y: number, side: -1 | 1): number => {
    const beside = Math.abs(x)
    const dx = x - plan.eyeX(side)
    const dy = y - plan.eyeY(side)
    const ball = Math.max(0, 1 - (dx * dx + dy * dy * 1.3) / 1.7) ** 0.8
    return (
      traits.eyeBulge * ball -
      traits.eyeDepth * bell(dx + side * 0.15, dy + 0.1, 1.55, 0.95) -
      0.35 * bell(beside - 1.35, y - 0.1, 0.5, 0.7) +
      traits.browRidge * bell(beside - 2.6, y - traits.browY, 1.7, 0.55) +
      traits.lidHood *
        0.3 *
        bell(beside - traits.eyeDistance - 0.6, y - traits.browY + 0.75, 1.2, 0.4) -
      traits.eyeBags * 0.12 * bell(dx, dy + 1.15, 1, 0.22)
    )
  }

  const cheeks = (beside: number, y: number): number => {
    const foldX = 1.9 + (noseTipY - y) * 0.42 + 0.3 * smile
    return (
      (traits.cheekbone + 0.5 * smile) *
        bell(beside - 4.5, y - traits.cheekY - 0.3 * smile, 1.5, 1.3) +
      traits.cheekFull * 0.6 * bell(beside - 4.2, y + 6 * length, 1.7, 2) -
      0.18 * bell(beside - 5.2, y + 5.6 * length, 1.1, 1.8) * (1 - traits.cheekFull) -
      (0.16 + 0.2 * traits.noseFold + 0.28 * smile) *
        bell(beside - foldX, y - (noseTipY + mouthY) / 2, 0.32, 1.1)
    )
  }

  const mouthAndChin = (x: number, y: number): number => {
    const mouth = plan.mouthAt(x)
    let z = 0.55 * bell(x, y - mouthY, 1.9, 1.5)
    if (mouth.inside > 0) {
      const w = Math.sqrt(mouth.inside)
      const upper = y - (mouth.top + 0.55 * mouth.upperLip)
      const lower = y - (mouth.bottom - 0.5 * mouth.lowerLip)
      z += traits.lipForward * w * bell(0, upper, 1, 0.3)
      z += (traits.lipForward + 0.08) * w * bell(0, lower, 1, 0.36)
      const fromLine = Math.min(Math.abs(y - mouth.top), Math.abs(y - mouth.bottom))
      if (y < mouth.top && y > mouth.bottom) z -= 0.5 * open
      else z -= 0.22 * w * bell(0, fromLine, 1, 0.12)
    }
    z -= 0.14 * bell(x, y - (mouthY + traits.upperLip + 0.5), 0.28, 0.5)
    z -= 0.34 * bell(x, y - (mouth.bottom - traits.lowerLip - 0.75), 1.3, 0.42)
    const chin = bell(x, y - (chinY + 1.5), 1.1 + traits.chinWidth * 0.4, 0.95)
    return z + (0.4 + traits.chinForward * 0.3) * chin
  }

  const bumps = (x: number, y: number): number => {
    const beside = Math.abs(x)
    // What lies on the jaw falls with it.
    const placeY = y + jawDrop * 0.8 * smoothstep(mouthY + 0.6, mouthY - 2.2, y)
    let z = 0
    for (const bump of traits.bumps) {
      const reach = 4 * bump.size
      if (Math.abs(beside - bump.x) > reach || Math.abs(placeY - bump.y) > reach) continue
      z += 0.55 * bump.both * bell(beside - bump.x, placeY - bump.y, bump.size, bump.size)
      z += 0.55 * bump.oneSide * bell(x - bump.x, placeY - bump.y, bump.size, bump.size)
    }
    return z
  }

  return (x, y) =>
    nose(x, y) +
    eyeAndBrow(x, y, x < 0 ? -1 : 1) +
    cheeks(Math.abs(x), y) +
    mouthAndChin(x, y) +
    bumps(x, y)
}

import type { FacePlan } from '../face-plan.ts'
import { smoothNoise } from '../noise.ts'
import { at, clamp, mixRgb, smoothstep } from '../scalars.ts'
import { cover, eachTexel } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { faceBox } from './paint-skin.ts'

/** Moustache, goatee, full beard or stubble. */
export const paintBeard = (canvas: Canvas, plan: FacePlan): void => {
  const { traits, noseTipY } = plan
  const { beard, salt } = traits
  if (beard === 'none') return
  const color = mixRgb(traits.hair, [0.02, 0.015, 0.012], 0.35)
  const density = clamp(traits.beardDensity + 0.15, 0.5, 1)
  eachTexel({ ...faceBox(plan), top: noseTipY }, (x, y, offset) => {
    const share = beardShare(plan, x, y)
    if (share <= 0) return
    const coarse = smoothNoise(x * 8, y * 5, salt + 120)
    const fine = smoothNoise(x * 17, y * 9, salt + 121)
    const opacity =
      beard === 'stubble'
        ? share * 0.42 * (0.4 + 0.9 * fine)
        : share * clamp(0.6 + 1.2 * coarse * fine) * density
    cover(canvas, offset, color, clamp(opacity))
    canvas[offset + 3] = at(canvas, offset + 3) * (1 - 0.6 * share)
  })
}

const beardShare = (plan: FacePlan, x: number, lipsY: number): number => {
  const { traits, noseTipY, mouthY, jawDrop } = plan
  const { salt } = traits
  const mouth = plan.mouthAt(x)
  const onLips =
    mouth.inside > 0 &&
    lipsY < mouth.top + mouth.upperLip + 0.05 &&
    lipsY > mouth.bottom - mouth.lowerLip - 0.05
  if (onLips) return 0
  // No razor draws a straight line: the edges wander.
  const wander = (smoothNoise(x * 2.2, lipsY * 2.2, salt + 122) - 0.5) * 0.7
  const beside = Math.abs(x) + wander
  const y = lipsY + wander
  const drooping = 0.105 * beside
  const thinning = 0.16 * beside
  const moustache =
    smoothstep(3.4, 2.3, beside - 0.15 * (mouthY - y)) *
    smoothstep(noseTipY - 0.75 - thinning, noseTipY - 1.25 - thinning, y) *
    smoothstep(mouthY - 0.15 - drooping, mouthY + 0.1 - drooping, y)
  const chinTop = mouthY - traits.lowerLip - jawDrop
  const chin = smoothstep(2.5, 1.5, beside) * smoothstep(chinTop - 0.2, chinTop - 0.7, y)
  const rising = (beside - 2.6) * 1.35
  const jaw =
    smoothstep(mouthY + 1.2 + rising, mouthY + 0.1 + rising, y) *
    smoothstep(2, 2.9, beside + Math.max(0, mouthY - 0.9 - y) * 2.2)
  if (traits.beard === 'moustache') return moustache
  if (traits.beard === 'goatee') return Math.max(moustache * 0.9, chin)
  return Math.max(moustache, jaw, chin)
}

/** What remains of the hair on a bald head. */
export const paintScalp = (canvas: Canvas, plan: FacePlan): void => {
  if (plan.traits.hairStyle !== 'bald') return
  eachTexel({ ...faceBox(plan), bottom: 4.5 }, (x, y, offset) => {
    const share = 0.1 * smoothstep(4.5, 6.5, y) * smoothstep(1.5, 5, Math.abs(x))
    cover(canvas, offset, plan.traits.hair, share)
  })
}

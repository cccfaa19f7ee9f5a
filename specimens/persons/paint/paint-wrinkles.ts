import type { FacePlan } from '../face-plan.ts'
import { bell, ridge, smoothstep } from '../scalars.ts'
import { eachTexel, fold } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { faceBox } from './paint-skin.ts'

/** Lines of the brow, between the brows, and from the nose to the mouth's corners. */
export const paintWrinkles = (canvas: Canvas, plan: FacePlan): void => {
  const { traits, noseTipY, mouthY, smile, raise, frown } = plan
  const { browY, wrinkles, noseFold, salt } = traits
  const face = faceBox(plan)

  eachTexel({ ...face, bottom: browY + 0.6 }, (x, y, offset) => {
    let depth = 0
    for (let line = 0; line < 4; line++) {
      const lineY =
        browY + 1.35 + line * 0.85 + 0.22 * Math.sin(x * 0.9 + line * 2 + salt) + raise * 0.5
      depth += ridge(y - lineY, 0.075) * smoothstep(4.6, 2.4, Math.abs(x))
    }
    fold(canvas, offset, (0.16 * wrinkles + 0.14 * raise) * depth)
  })

  eachTexel({ left: -1.2, right: 1.2, bottom: browY - 2, top: browY + 2 }, (x, y, offset) => {
    const upright = ridge(Math.abs(x) - 0.55 - 0.1 * Math.sin(y * 2), 0.09)
    const depth = upright * bell(0, y - browY, 1, 0.6)
    fold(canvas, offset, depth * (0.18 * wrinkles + 0.3 * frown))
  })

  const noseToMouth = { left: -6, right: 6, bottom: mouthY - 1.3, top: noseTipY + 0.4 }
  eachTexel(noseToMouth, (x, y, offset) => {
    const foldX = 1.75 + (noseTipY - y) * 0.46 + 0.35 * smile
    const depth =
      ridge(Math.abs(x) - foldX, 0.2 + 0.12 * noseFold) *
      smoothstep(noseTipY + 0.3, noseTipY - 0.5, y) *
      smoothstep(mouthY - 1.2, mouthY + 0.6, y)
    const amount = (0.05 + 0.15 * noseFold + 0.2 * smile) * depth
    fold(canvas, offset, amount, amount * 0.75)
  })
}

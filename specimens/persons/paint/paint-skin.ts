import type { FacePlan } from '../face-plan.ts'
import { cloudNoise, hashNoise, smoothNoise } from '../noise.ts'
import { bell, smoothstep } from '../scalars.ts'
import type { Rgb } from '../scalars.ts'
import { canvasWidth, cover, eachTexel, tint } from './canvas.ts'
import type { Box, Canvas } from './canvas.ts'

const moleColor: Rgb = [0.06, 0.03, 0.02]

/** The part of the canvas that skin is painted on: from below the chin to the crown. */
export const faceBox = ({ chinY }: FacePlan): Box => ({
  left: -9,
  right: 9,
  bottom: chinY - 2,
  top: 13,
})

/** Skin: clouds, pores, redness of cheeks, nose and chin, blotches, freckles, moles. */
export const paintSkin = (canvas: Canvas, plan: FacePlan): void => {
  const { traits, noseTipY, chinY, mouthY, jawDrop } = plan
  const { salt, redness, blush, melanin } = traits
  const shows = 1 - 0.55 * melanin
  // A place on the fallen jaw keeps the skin that it has on the closed one.
  const onJaw = (y: number) => y + jawDrop * 0.8 * smoothstep(mouthY + 0.6, mouthY - 2.2, y)

  eachTexel(faceBox(plan), (x, y, offset) => {
    const beside = Math.abs(x)
    const skinY = onJaw(y)
    const texel = offset / 4
    const clouds = cloudNoise(x * 0.9, skinY * 0.9, salt) - 0.5
    const pores = smoothNoise(x * 9, skinY * 9, salt + 5) - 0.5
    const grain = hashNoise(texel % canvasWidth, Math.floor(texel / canvasWidth), salt) - 0.5
    const light = 1 + 0.1 * clouds + 0.05 * pores + 0.05 * grain
    tint(canvas, offset, light, light * (1 - 0.03 * clouds), light * (1 - 0.04 * clouds))

    const red =
      (redness * 0.16 + 0.02) *
        shows *
        (bell(beside - 4, skinY + 3.6, 1.7, 1.4) +
          0.9 * bell(x, skinY - noseTipY, 1.1, 1) +
          0.4 * bell(x, skinY - chinY - jawDrop * 0.8, 1.5, 1)) +
      0.12 * blush * shows * bell(beside - 4.4, skinY + 3.4, 1.4, 1.1)
    tint(canvas, offset, 1, 1 - red, 1 - red * 0.8)

    for (const blotch of traits.blotches) {
      const reach = 3.5 * blotch.size
      if (Math.abs(x - blotch.x) > reach || Math.abs(skinY - blotch.y) > reach) continue
      const w = bell(x - blotch.x, skinY - blotch.y, blotch.size, blotch.size)
      const lit = 1 + blotch.light * w
      tint(canvas, offset, lit, lit - blotch.red * w, lit - 0.7 * blotch.red * w)
    }
    if (traits.freckles > 0) {
      const spots = smoothstep(0.68, 0.85, smoothNoise(x * 5.5, skinY * 5.5, salt + 31))
      const w = spots * 0.38 * traits.freckles * (bell(beside - 3, skinY + 2.6, 2.4, 1.6) + 0.25)
      tint(canvas, offset, 1 - w * 0.5, 1 - w, 1 - w * 1.2)
    }
    for (const mole of traits.moles) {
      const distance = Math.hypot(x - mole.x, skinY - mole.y)
      if (distance > mole.size * 2) continue
      cover(
        canvas,
        offset,
        moleColor,
        0.75 * smoothstep(mole.size * 1.3, mole.size * 0.6, distance),
      )
    }
  })
}

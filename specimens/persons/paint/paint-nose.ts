import type { FacePlan } from '../face-plan.ts'
import { bell, ridge, smoothstep } from '../scalars.ts'
import type { Rgb } from '../scalars.ts'
import { cover, eachTexel, fold } from './canvas.ts'
import type { Canvas } from './canvas.ts'

/** The crease around the wings of the nose, the nostrils, the shadow below. */
export const paintNose = (canvas: Canvas, { traits, noseTipY }: FacePlan): void => {
  const { noseWidth, nostril, noseBend, melanin } = traits
  const lit = 1 - 0.5 * melanin
  const nostrilColor: Rgb = [0.045 * lit, 0.018 * lit, 0.014 * lit]
  const box = { left: -5, right: 5, bottom: noseTipY - 2, top: noseTipY + 2 }
  eachTexel(box, (x, y, offset) => {
    const beside = Math.abs(x - noseBend)
    const up = y - noseTipY
    const wing = Math.hypot((beside - noseWidth * 0.82) / (noseWidth * 0.42), (up + 0.12) / 0.62)
    const crease = ridge(wing - 1, 0.17) * smoothstep(noseWidth * 0.8, noseWidth * 1.05, beside)
    fold(canvas, offset, 0.3 * crease, 0.24 * crease)
    const hole = Math.hypot(
      (beside - noseWidth * 0.5) / (nostril * 1.5),
      (up + 0.62) / (nostril * 0.85),
    )
    cover(canvas, offset, nostrilColor, 0.88 * smoothstep(1.25, 0.7, hole))
    const below = bell(x, up + 0.85, 0.9 * noseWidth, 0.22)
    fold(canvas, offset, 0.22 * below, 0.17 * below)
  })
}

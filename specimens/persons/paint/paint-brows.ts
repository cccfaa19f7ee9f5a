import type { FacePlan } from '../face-plan.ts'
import { smoothNoise } from '../noise.ts'
import { at, clamp, mixRgb, smoothstep } from '../scalars.ts'
import { cover, eachTexel } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { skinColor } from '../skin-color.ts'

/** Both brows: an arch that thins outwards, drawn of hairs. */
export const paintBrows = (canvas: Canvas, plan: FacePlan): void => {
  const { traits, raise, frown } = plan
  const { browThickness, browTilt, browArch, salt } = traits
  const color = mixRgb(mixRgb(traits.hair, [0.01, 0.008, 0.006], 0.35), skinColor(traits), 0.08)
  const box = { left: -9, right: 9, bottom: traits.browY - 4, top: traits.browY + 4 }
  eachTexel(box, (x, y, offset) => {
    const beside = Math.abs(x)
    const side = x < 0 ? -1 : 1
    const along = (beside - traits.browInner + frown * 0.2) / traits.browLength
    if (along <= -0.15 || along >= 1.2) return
    const middleY =
      traits.browY +
      traits.uneven.eyeX * side +
      raise * 0.55 -
      frown * 0.35 * (1 - along) +
      browTilt * along * 2 +
      browArch * 3.2 * along * (1 - along) -
      (along > 0.62 ? (along - 0.62) ** 2 * 2.2 : 0)
    const inner = along < 0.15 ? 0.75 + along * 1.6 : 1
    const outer = along > 0.5 ? 1 - (0.75 * (along - 0.5)) / 0.6 : 1
    const up = y - middleY
    const across = up / Math.max(0.05, browThickness * inner * outer * 0.62)
    const share =
      smoothstep(1.15, 0.55, Math.abs(across)) *
      smoothstep(-0.12, 0.1, along) *
      smoothstep(1.15, 0.8, along)
    if (share <= 0) return
    const hairs =
      smoothNoise(
        beside * 5 - up * (6 - 5 * along),
        up * 13 + beside * (4 + along * 4),
        salt + 90 + side,
      ) * smoothNoise(beside * 9 + up * 8, up * 20 - beside * 5, salt + 95 + side)
    const opacity = share * (0.35 + 1.8 * hairs) * traits.browDensity * traits.browTone
    cover(canvas, offset, color, clamp(opacity))
    canvas[offset + 3] = at(canvas, offset + 3) * 0.6
  })
}

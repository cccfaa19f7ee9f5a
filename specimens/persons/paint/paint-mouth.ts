import type { FacePlan, MouthSection } from '../face-plan.ts'
import { smoothNoise } from '../noise.ts'
import { lipstickColors } from '../palettes.ts'
import { bell, clamp, colorAlong, mix, mixRgb, ridge, scaleRgb, smoothstep } from '../scalars.ts'
import type { Rgb } from '../scalars.ts'
import type { Traits } from '../traits.ts'
import { cover, eachTexel, fold, polish } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { skinColor } from '../skin-color.ts'

const throat: Rgb = [0.035, 0.01, 0.01]
const tongue: Rgb = [0.28, 0.07, 0.07]
const edge = 0.07

/** Lips, the line between them, and with an open mouth teeth, tongue and throat. */
export const paintMouth = (canvas: Canvas, plan: FacePlan): void => {
  const { traits, mouthY, mouthHalf, jawDrop } = plan
  const lips = lipColor(traits)
  const box = { left: -5, right: 5, bottom: mouthY - 4 - jawDrop, top: mouthY + 2.5 }
  eachTexel(box, (x, y, offset) => {
    const mouth = plan.mouthAt(x)
    if (mouth.inside > 0) {
      const upperEdge = mouth.top + mouth.upperLip
      const lowerEdge = mouth.bottom - mouth.lowerLip
      const fade = smoothstep(0, 0.08, mouth.inside)
      const streaks = 0.9 + 0.2 * smoothNoise(x * 11, y * 1.5, traits.salt + 50)
      const onUpper =
        smoothstep(upperEdge + edge, upperEdge - edge, y) *
        smoothstep(mouth.top - 0.03, mouth.top + 0.03, y)
      const onLower =
        smoothstep(lowerEdge - edge, lowerEdge + edge, y) *
        smoothstep(mouth.bottom + 0.03, mouth.bottom - 0.03, y)
      cover(canvas, offset, scaleRgb(lips, 0.8 * streaks), 0.9 * onUpper * fade)
      polish(canvas, offset, 0.7, onUpper)
      cover(canvas, offset, scaleRgb(lips, 1.03 * streaks), 0.85 * onLower * fade)
      polish(canvas, offset, 1, onLower)

      if (mouth.top - mouth.bottom > 0.04 && y < mouth.top && y > mouth.bottom) {
        cover(canvas, offset, insideMouth(plan, mouth, x, y), 0.96)
        polish(canvas, offset, 0.2, 1)
      }
      const fromLine = Math.min(Math.abs(y - mouth.top), Math.abs(y - mouth.bottom))
      const line = ridge(fromLine, 0.07) * smoothstep(0, 0.05, mouth.inside)
      fold(canvas, offset, 0.62 * line, 0.55 * line)
      fold(canvas, offset, 0.16 * bell(x, y - lowerEdge + 0.28, mouthHalf * 0.5, 0.16))
    }
    const corner = Math.hypot((Math.abs(x) - mouthHalf) / 0.22, (y - mouth.top) / 0.16)
    fold(canvas, offset, 0.4 * ridge(corner, 1))
  })
}

const insideMouth = ({ open }: FacePlan, mouth: MouthSection, x: number, y: number): Rgb => {
  const depth = mouth.top - y
  const teeth = smoothstep(0.75, 0.68, Math.abs(mouth.across))
  if (teeth > 0 && depth < 0.75) {
    const place = (((x / 0.52) % 1) + 1) % 1
    const tooth = Math.abs(place - 0.5) > 0.46 ? 0.6 : 1
    const light = teeth * smoothstep(0.72, 0.62, depth) * (0.55 + 0.45 * smoothstep(0, 0.25, depth))
    return mixRgb(throat, [0.62 * tooth, 0.58 * tooth, 0.5 * tooth], light)
  }
  if (open > 0.3 && y < mix(mouth.bottom, mouth.top, 0.45)) {
    return mixRgb(throat, tongue, bell(x, y - mix(mouth.bottom, mouth.top, 0.18), 0.8, 0.4))
  }
  return throat
}

const lipColor = (traits: Traits): Rgb => {
  const [r, g, b] = skinColor(traits)
  const pale: Rgb = [r * 0.92, g * 0.75, b * 0.74]
  const red: Rgb = [r * 0.82, g * 0.52, b * 0.5]
  const bare = mixRgb(pale, red, clamp(traits.lipRed + 0.2))
  return mixRgb(bare, colorAlong(lipstickColors, traits.lipHue), clamp(traits.lipstick))
}

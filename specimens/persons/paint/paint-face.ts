import type { FacePlan } from '../face-plan.ts'
import { skinColor } from '../skin-color.ts'
import { blankCanvas } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { paintBeard, paintScalp } from './paint-beard.ts'
import { paintBrows } from './paint-brows.ts'
import { paintEyes } from './paint-eyes.ts'
import { paintMouth } from './paint-mouth.ts'
import { paintNose } from './paint-nose.ts'
import { paintSkin } from './paint-skin.ts'
import { paintWrinkles } from './paint-wrinkles.ts'

/** Paints the face from the skin outwards; each layer reads and changes the texels of its own region. */
export const paintFace = (plan: FacePlan): Canvas => {
  const canvas = blankCanvas(skinColor(plan.traits), 0.5)
  paintSkin(canvas, plan)
  paintWrinkles(canvas, plan)
  paintNose(canvas, plan)
  paintMouth(canvas, plan)
  paintEyes(canvas, plan)
  paintBrows(canvas, plan)
  paintBeard(canvas, plan)
  paintScalp(canvas, plan)
  return canvas
}

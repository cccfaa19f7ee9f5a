import { skinColors } from './palettes.ts'
import { clamp, colorAlong } from './scalars.ts'
import type { Rgb } from './scalars.ts'
import type { Traits } from './traits.ts'

/** The person's mean skin colour. */
export const skinColor = ({ melanin, undertone }: Traits): Rgb => {
  const [r, g, b] = colorAlong(skinColors, clamp(melanin))
  return [r * (1 + 0.04 * undertone), g, b * (1 - 0.07 * undertone)]
}

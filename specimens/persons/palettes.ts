import type { Rgb } from './scalars.ts'

const linear = ([r, g, b]: Rgb): Rgb => [(r / 255) ** 2.2, (g / 255) ** 2.2, (b / 255) ** 2.2]

const table = (colors: readonly Rgb[]): readonly Rgb[] => colors.map(linear)

/** Skin from the least melanin to the most; the steps are those a photographer's chart shows. */
export const skinColors = table([
  [246, 218, 202],
  [238, 200, 178],
  [222, 174, 144],
  [196, 144, 110],
  [150, 102, 74],
  [108, 72, 52],
  [80, 54, 42],
])

/** Black, dark brown, brown, light brown, dark blond, blond, red, grey, white: traits address them by place. */
export const hairColors = table([
  [22, 18, 16],
  [44, 30, 22],
  [74, 48, 30],
  [112, 74, 44],
  [158, 116, 68],
  [200, 164, 108],
  [146, 66, 34],
  [168, 166, 164],
  [222, 220, 216],
])

/** Dark brown, brown, light brown, green, blue-green, blue, grey. */
export const irisColors = table([
  [52, 32, 20],
  [84, 54, 30],
  [112, 84, 44],
  [104, 112, 70],
  [96, 128, 140],
  [92, 118, 156],
  [120, 126, 128],
])

/** Lipsticks, already linear. */
export const lipstickColors: readonly Rgb[] = [
  [0.5, 0.03, 0.05],
  [0.45, 0.1, 0.16],
  [0.35, 0.05, 0.18],
  [0.55, 0.15, 0.1],
]

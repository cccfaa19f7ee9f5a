import { createRandom } from './random.ts'
import { resizeRaster } from './raster.ts'
import type { Raster, Rgb } from './raster.ts'

export const grounds = ['wood', 'cloth', 'desk', 'dark'] as const
export type Ground = (typeof grounds)[number]

/** What lies under the card: a wooden table, a woven cloth, a grey desk or a dark one. Painted at half size. */
export async function paintGround(
  ground: Ground,
  seed: number,
  width: number,
  height: number,
): Promise<Raster> {
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const random = createRandom(seed + 977)
  const grain = Array.from({ length: 4096 }, () => random.next())
  const at = (i: number, j: number) => grain[(i * 131 + j * 1999) & 4095] ?? 0
  const noise = (x: number, y: number): number => {
    const xi = Math.floor(x)
    const yi = Math.floor(y)
    const fx = x - xi
    const fy = y - yi
    const top = at(xi, yi) * (1 - fx) + at(xi + 1, yi) * fx
    const bottom = at(xi, yi + 1) * (1 - fx) + at(xi + 1, yi + 1) * fx
    return top * (1 - fy) + bottom * fy
  }
  const data = new Uint8Array(w * h * 3)
  const [red, green, blue] = groundColors[ground]
  const hue = 0.9 + random.next() * 0.2
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const light = hue * shade[ground](x, y, noise)
      const o = (y * w + x) * 3
      data[o] = Math.min(255, red * light)
      data[o + 1] = Math.min(255, green * light)
      data[o + 2] = Math.min(255, blue * light)
    }
  }
  return resizeRaster({ width: w, height: h, data }, width, height)
}

type Noise = (x: number, y: number) => number

const shade: Record<Ground, (x: number, y: number, noise: Noise) => number> = {
  wood: (x, y, noise) =>
    0.78 +
    0.3 * noise(x / 90, y / 5) +
    0.12 * noise(x / 30, y / 1.5) +
    0.06 * Math.sin(y / 9 + 5 * noise(x / 160, y / 60)),
  cloth: (x, y, noise) =>
    0.82 +
    0.1 * Math.sin(x * 1.1) * Math.sin(y * 1.1) +
    0.16 * noise(x / 3, y / 3) +
    0.14 * noise(x / 120, y / 120),
  desk: (x, y, noise) => 0.92 + 0.1 * noise(x / 140, y / 140) + 0.04 * noise(x / 1.5, y / 1.5),
  dark: (x, y, noise) => 0.85 + 0.25 * noise(x / 100, y / 100) + 0.1 * noise(x / 2, y / 2),
}

const groundColors: Record<Ground, Rgb> = {
  wood: [142, 98, 62],
  cloth: [70, 92, 118],
  desk: [126, 124, 120],
  dark: [52, 50, 54],
}

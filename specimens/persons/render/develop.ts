import type { Raster } from '../../raster.ts'
import { clamp } from '../scalars.ts'

/** One channel of linear light to what a sensor keeps: straight up to .8, then a soft shoulder. */
export const shoulder = (light: number): number =>
  light < 0.8 ? light : 0.8 + 0.2 * (1 - Math.exp((0.8 - light) / 0.2))

// Encoding by table: a power for each channel of each pixel would cost as much as the shading.
const steps = 4096
const encoded = Uint8Array.from({ length: steps + 1 }, (_, index) =>
  Math.round(255 * (index / steps) ** (1 / 2.2)),
)

/** Linear light after the shoulder (0 to 1) to the 8-bit values of a photograph. */
export const develop = (light: Float32Array, width: number, height: number): Raster => {
  const data = new Uint8Array(width * height * 3)
  for (let k = 0; k < data.length; k++) {
    data[k] = encoded[Math.round(clamp(light[k] ?? 0) * steps)] ?? 0
  }
  return { width, height, data }
}

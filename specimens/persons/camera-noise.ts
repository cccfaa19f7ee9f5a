import { blurRaster, rasterToSharp } from '../raster.ts'
import type { Raster } from '../raster.ts'

/** What a camera does to a picture after the lens. */
export type CameraGrade = {
  /** Standard deviation of the sensor's noise in mid-grey, in 8-bit steps. */
  readonly noise: number
  /** Radius of the blur in pixels; 0 for none. */
  readonly blurPx: number
  /** JPEG quality, 1 to 100. */
  readonly quality: number
}

/** A good front camera by day, and a poor one in the evening. */
export const cameraGrades = {
  mild: { noise: 2.5, blurPx: 0, quality: 90 },
  medium: { noise: 6, blurPx: 0.7, quality: 75 },
} as const satisfies Record<string, CameraGrade>

export type Grade = keyof typeof cameraGrades

/**
 * A picture as a camera stores it: blurred, noisy, JPEG. Renders are cleaner than any sensor, and nets that look for
 * spoofs doubt them without this.
 */
export const takeJpeg = async (
  raster: Raster,
  grade: CameraGrade,
  seed: number,
): Promise<Buffer> => {
  const soft = await blurRaster(raster, grade.blurPx)
  return rasterToSharp(withNoise(soft, grade.noise, seed))
    .jpeg({ quality: grade.quality })
    .toBuffer()
}

/** Noise of a sensor: most of it common to the three channels, more in the dark, where the camera amplifies. */
const withNoise = ({ width, height, data }: Raster, deviation: number, seed: number): Raster => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1
  // The sum of four bytes of one draw is close to a normal distribution: mean 510, deviation 148.
  const draw = (): number => {
    state = Math.imul(state, 1664525) + 1013904223
    let bits = state ^ (state >>> 15)
    bits = Math.imul(bits, 0x2c1b3c6d)
    bits ^= bits >>> 12
    const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + ((bits >>> 24) & 255)
    return (sum - 510) / 148
  }
  const out = new Uint8Array(data.length)
  for (let k = 0; k < data.length; k += 3) {
    const common = draw() * 0.8
    for (let c = k; c < k + 3; c++) {
      const value = data[c] ?? 0
      const strength = deviation * (1.3 - (0.6 * value) / 255)
      out[c] = Math.max(0, Math.min(255, Math.round(value + strength * (common + 0.6 * draw()))))
    }
  }
  return { width, height, data: out }
}

import { createRandom } from './random.ts'
import { blurRaster, decodeRaster, rasterToJpeg } from './raster.ts'
import type { Raster } from './raster.ts'

/** How good the photograph is; `hard` is below what the capture screen lets through. */
export const grades = ['mild', 'medium', 'hard'] as const
export type Grade = (typeof grades)[number]

export type CameraSettings = {
  readonly blurPx: number
  /** Standard deviation of the sensor's noise, in grey levels. */
  readonly noise: number
  readonly jpegQuality: number
  /** How much the light falls off from one side to the other, 0…1. */
  readonly gradient: number
  /** Factor on all light. */
  readonly exposure: number
}

export const cameraGrades: Record<Grade, CameraSettings & { readonly poseDegrees: number }> = {
  mild: { blurPx: 0.55, noise: 2.5, jpegQuality: 92, gradient: 0.1, exposure: 1, poseDegrees: 4 },
  medium: {
    blurPx: 0.9,
    noise: 5,
    jpegQuality: 84,
    gradient: 0.22,
    exposure: 0.96,
    poseDegrees: 9,
  },
  hard: { blurPx: 2.1, noise: 9, jpegQuality: 62, gradient: 0.4, exposure: 0.85, poseDegrees: 15 },
}

/** Light that saturates the sensor: an ellipse in pixels. */
export type GlareSpot = {
  readonly x: number
  readonly y: number
  readonly radiusXPx: number
  readonly radiusYPx: number
}

/** Lens, light, sensor and JPEG of a phone, over a drawn scene. */
export async function photograph(
  scene: Raster,
  settings: CameraSettings,
  seed: number,
  glare: readonly GlareSpot[] = [],
): Promise<Raster> {
  const random = createRandom(seed + 4099)
  const direction = random.next() * 2 * Math.PI
  const warmth = 1 + random.gaussian() * 0.015
  const { width, height, data } = await blurRaster(scene, settings.blurPx)
  const lit = new Uint8Array(data.length)
  // A short table of noise, entered at random places: one draw a pixel would cost more than all the rest.
  const table = Float32Array.from({ length: 65_536 }, () => random.gaussian() * settings.noise)
  let entry = random.int(0, 65_535)
  const dx = Math.cos(direction) / width
  const dy = Math.sin(direction) / height
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fall = (x - width / 2) * dx + (y - height / 2) * dy
      const light = settings.exposure * (1 + settings.gradient * fall)
      let extra = 0
      for (const spot of glare) {
        const u = (x - spot.x) / spot.radiusXPx
        const v = (y - spot.y) / spot.radiusYPx
        const away = u * u + v * v
        if (away < 6) extra += 330 * Math.exp(-away * away)
      }
      const o = (y * width + x) * 3
      entry = (entry * 25_173 + 13_849) & 65_535
      for (let channel = 0; channel < 3; channel++) {
        const tint = channel === 0 ? warmth : channel === 2 ? 2 - warmth : 1
        const value =
          (data[o + channel] ?? 0) * light * tint +
          extra +
          (table[(entry + channel * 7919) & 65_535] ?? 0)
        lit[o + channel] = value < 0 ? 0 : value > 255 ? 255 : value
      }
    }
  }
  return decodeRaster(await rasterToJpeg({ width, height, data: lit }, settings.jpegQuality))
}

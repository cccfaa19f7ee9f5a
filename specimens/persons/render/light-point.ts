import type { SurfaceColor } from './surface-color.ts'
import type { SurfacePoint } from './surface-point.ts'
import type { Light, Lighting } from './view.ts'

/** Light that has come to a point and goes to the camera, linear. One record is reused for all points of an image. */
export type Radiance = { r: number; g: number; b: number }

/**
 * Shades points: Lambert with light that wraps around flesh (red the furthest), two Blinn-Phong lobes for oily skin
 * and moist eyes, less light in hollows.
 */
export const pointLighter = (
  { ambient, lights }: Lighting,
  eye: readonly [number, number, number],
): ((point: SurfacePoint, color: SurfaceColor, out: Radiance) => void) => {
  const sources = lights.map(prepare)
  const [ambientR, ambientG, ambientB] = ambient
  const [eyeX, eyeY, eyeZ] = eye

  return (point, color, out) => {
    const { nx, ny, nz, openness } = point
    let viewX = eyeX - point.x
    let viewY = eyeY - point.y
    let viewZ = eyeZ - point.z
    const away = 1 / Math.hypot(viewX, viewY, viewZ)
    viewX *= away
    viewY *= away
    viewZ *= away

    const fromAbove = (0.72 + 0.28 * ny) * openness
    let lightR = ambientR * fromAbove
    let lightG = ambientG * fromAbove
    let lightB = ambientB * fromAbove
    let shineR = 0
    let shineG = 0
    let shineB = 0
    for (const source of sources) {
      let { x, y, z } = source
      let strength = 1
      if (source.fullAtSquaredCm > 0) {
        x -= point.x
        y -= point.y
        z -= point.z
        const squared = x * x + y * y + z * z
        strength = source.fullAtSquaredCm / squared
        const inverse = 1 / Math.sqrt(squared)
        x *= inverse
        y *= inverse
        z *= inverse
      }
      const facing = nx * x + ny * y + nz * z
      const arriving = strength * (0.5 + 0.5 * openness)
      lightR += source.r * arriving * wrapped(facing, 0.28 * color.flesh)
      lightG += source.g * arriving * wrapped(facing, 0.12 * color.flesh)
      lightB += source.b * arriving * wrapped(facing, 0.08 * color.flesh)
      if (color.gloss <= 0 || facing <= 0) continue
      const halfX = x + viewX
      const halfY = y + viewY
      const halfZ = z + viewZ
      const aligned = Math.max(
        0,
        (nx * halfX + ny * halfY + nz * halfZ) / Math.hypot(halfX, halfY, halfZ),
      )
      const shine = color.gloss * strength * highlight(aligned)
      shineR += source.r * shine
      shineG += source.g * shine
      shineB += source.b * shine
    }
    out.r = color.r * lightR + shineR
    out.g = color.g * lightG + shineG
    out.b = color.b * lightB + shineB
  }
}

/** A broad lobe (power 18) and a narrow one (power 70), by squaring: `**` takes a third of a frame's time. */
const highlight = (aligned: number): number => {
  const p2 = aligned * aligned
  const p4 = p2 * p2
  const p16 = p4 * p4 * p4 * p4
  const p64 = p16 * p16 * p16 * p16
  return 0.09 * p16 * p2 + 0.05 * p64 * p4 * p2
}

const wrapped = (facing: number, wrap: number): number => Math.max(0, (facing + wrap) / (1 + wrap))

const prepare = (light: Light) => {
  const [r, g, b] = light.color
  if ('place' in light) {
    const [x, y, z] = light.place
    return { r, g, b, x, y, z, fullAtSquaredCm: light.fullAtSquaredCm }
  }
  const [x, y, z] = light.towards
  const length = Math.hypot(x, y, z)
  return { r, g, b, x: x / length, y: y / length, z: z / length, fullAtSquaredCm: 0 }
}

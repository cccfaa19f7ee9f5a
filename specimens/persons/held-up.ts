import type { Raster } from '../raster.ts'
import { clamp } from './scalars.ts'

export type HeldUpKind = 'print' | 'screen'

/** How a flat thing is held: degrees about its own axes, and centimetres of shift. */
export type Hold = {
  readonly yawDeg?: number
  readonly pitchDeg?: number
  readonly rollDeg?: number
  readonly atXCm?: number
  readonly atYCm?: number
}

/**
 * An attack: a photograph, printed on paper or shown on a display, held before the camera, in perspective. However it
 * is turned, the face on it does not turn: what a liveness check must notice. Paper fades the colours and has a white
 * border; a display has a black one, shines, and beats with the sensor's grid (moiré).
 */
export const heldUp = (
  photo: Raster,
  kind: HeldUpKind,
  hold: Hold = {},
  { width = 480, height = 640 }: { readonly width?: number; readonly height?: number } = {},
): Raster => {
  const { yawDeg = 0, pitchDeg = 0, rollDeg = 0, atXCm = 0, atYCm = 0 } = hold
  const radians = Math.PI / 180
  const cy = Math.cos(yawDeg * radians)
  const sy = Math.sin(yawDeg * radians)
  const cp = Math.cos(pitchDeg * radians)
  const sp = Math.sin(pitchDeg * radians)
  const cr = Math.cos(rollDeg * radians)
  const sr = Math.sin(rollDeg * radians)
  // The plane's axes (image x, image y down) and its normal, after roll, pitch and yaw.
  const across = [cy * cr, sr * cp, -sy * cr] as const
  const down = [-sr * cy, cr * cp, sp] as const
  const normal = [
    across[1] * down[2] - across[2] * down[1],
    across[2] * down[0] - across[0] * down[2],
    across[0] * down[1] - across[1] * down[0],
  ] as const

  const distanceCm = 26
  const focalPx = Math.max(width, height) * 1.05
  const halfHeightCm = 10
  const halfWidthCm = (halfHeightCm * photo.width) / photo.height
  const border = kind === 'print' ? { x: 0.7, y: 0.7 } : { x: 0.35, y: 0.9 }
  const middle = [atXCm, -atYCm, distanceCm] as const
  const toPlane = dot(middle, normal)
  const data = new Uint8Array(width * height * 3)

  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ray = [(x - width / 2) / focalPx, (y - height / 2) / focalPx, 1] as const
      const depth = toPlane / dot(ray, normal)
      const place = [
        ray[0] * depth - middle[0],
        ray[1] * depth - middle[1],
        depth - middle[2],
      ] as const
      const u = dot(place, across) / dot(across, across)
      const v = dot(place, down) / dot(down, down)
      const beyondX = Math.abs(u) - halfWidthCm
      const beyondY = Math.abs(v) - halfHeightCm
      const o = 3 * (y * width + x)
      if (beyondX < 0 && beyondY < 0) {
        const px = (u / halfWidthCm + 1) * 0.5 * (photo.width - 1)
        const py = (v / halfHeightCm + 1) * 0.5 * (photo.height - 1)
        paintPhoto(data, o, photo, px, py, kind)
      } else {
        const onBorder = beyondX < border.x && beyondY < border.y
        const wall = 150 - (y / height) * 40
        const shade = onBorder ? (kind === 'print' ? 226 : 12) : wall
        data[o] = shade
        data[o + 1] = shade
        data[o + 2] = onBorder ? shade : wall + 6
      }
    }
  }
  return { width, height, data }
}

const paintPhoto = (
  data: Uint8Array,
  offset: number,
  photo: Raster,
  px: number,
  py: number,
  kind: HeldUpKind,
): void => {
  const left = Math.min(photo.width - 2, Math.floor(px))
  const top = Math.min(photo.height - 2, Math.floor(py))
  const right = px - left
  const below = py - top
  const channel = (c: number): number => {
    const k = 3 * (top * photo.width + left) + c
    const next = k + 3 * photo.width
    return (
      ((photo.data[k] ?? 0) * (1 - right) + (photo.data[k + 3] ?? 0) * right) * (1 - below) +
      ((photo.data[next] ?? 0) * (1 - right) + (photo.data[next + 3] ?? 0) * right) * below
    )
  }
  const grey = 0.3 * channel(0) + 0.6 * channel(1) + 0.1 * channel(2)
  for (let c = 0; c < 3; c++) {
    const value = channel(c)
    const beat = 0.92 + 0.1 * Math.sin(px * 1.9 + py * 0.3 + c) + 0.05 * Math.sin(py * 2.3)
    const shown = kind === 'print' ? 30 + 0.72 * (grey + 0.75 * (value - grey)) : value * beat * 1.1
    data[offset + c] = Math.round(clamp(shown, 0, 255))
  }
}

type Vector = readonly [number, number, number]

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

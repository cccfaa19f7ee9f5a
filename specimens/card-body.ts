import type { Point, Quad } from '../domain/geometry.ts'
import { id1Mm } from '../domain/geometry.ts'

/** How a flat body lies before a pinhole camera. Tilts turn the card about its own axes. */
export type Pose = {
  /** About the card's long axis; positive turns the upper edge away from the camera. */
  readonly tiltDegrees: number
  /** About the short axis; positive turns the right edge away. */
  readonly turnDegrees: number
  /** In the image plane, clockwise. */
  readonly rollDegrees: number
  /** Middle of the card in pixels of the image. */
  readonly center: Point
  /** Width in pixels that the card would have if it faced the camera. */
  readonly cardWidthPx: number
  readonly focalPx: number
}

export type Matrix = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/**
 * Homography from the plane `depthMm` behind the card's face (millimetres, origin top left) to pixels.
 * Row-major; divide by the third coordinate.
 */
export function planeToImage(
  pose: Pose,
  image: { width: number; height: number },
  depthMm = 0,
): Matrix {
  const { tiltDegrees, turnDegrees, rollDegrees, center, cardWidthPx, focalPx } = pose
  const [cx, sx] = cosSin(tiltDegrees)
  const [cy, sy] = cosSin(turnDegrees)
  const [cz, sz] = cosSin(rollDegrees)
  // R = Rz(roll) · Rx(tilt) · Ry(turn); image y points down, z away from the camera.
  const across = [cz * cy - sz * sx * sy, sz * cy + cz * sx * sy, cx * sy] as const
  const down = [-sz * cx, cz * cx, -sx] as const
  const away = [-cz * sy - sz * sx * cy, -sz * sy + cz * sx * cy, cx * cy] as const
  const distanceMm = (focalPx * id1Mm.width) / cardWidthPx
  const middle = [image.width / 2, image.height / 2] as const
  const origin = [0, 1, 2].map((axis) => {
    const place =
      axis === 2
        ? distanceMm
        : (((axis === 0 ? center.x : center.y) - (middle[axis] ?? 0)) * distanceMm) / focalPx
    return (
      place +
      depthMm * (away[axis] ?? 0) -
      (id1Mm.width / 2) * (across[axis] ?? 0) -
      (id1Mm.height / 2) * (down[axis] ?? 0)
    )
  })
  const [ox = 0, oy = 0, oz = 0] = origin
  const row = (x: number, z: number, offset: number) => focalPx * x + offset * z
  return [
    row(across[0], across[2], middle[0]),
    row(down[0], down[2], middle[0]),
    row(ox, oz, middle[0]),
    row(across[1], across[2], middle[1]),
    row(down[1], down[2], middle[1]),
    row(oy, oz, middle[1]),
    across[2],
    down[2],
    oz,
  ]
}

export function invert([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g]
  const scale = 1 / (a * A + b * B + c * C)
  return [
    A * scale,
    (c * h - b * i) * scale,
    (b * f - c * e) * scale,
    B * scale,
    (a * i - c * g) * scale,
    (c * d - a * f) * scale,
    C * scale,
    (b * g - a * h) * scale,
    (a * e - b * d) * scale,
  ]
}

export function transform(matrix: Matrix, x: number, y: number): Point {
  const [a, b, c, d, e, f, g, h, i] = matrix
  const w = g * x + h * y + i
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w }
}

/** Corners of the face in pixels, as if they were not rounded. */
export function cardQuad(pose: Pose, image: { width: number; height: number }): Quad {
  const matrix = planeToImage(pose, image)
  const { width, height } = id1Mm
  return [
    transform(matrix, 0, 0),
    transform(matrix, width, 0),
    transform(matrix, width, height),
    transform(matrix, 0, height),
  ]
}

/** Is the point (millimetres of the face) on the card? Corners are round unless it is cut paper. */
export function onCard(x: number, y: number, cornerRadius: number): boolean {
  const { width, height } = id1Mm
  if (x < 0 || y < 0 || x > width || y > height) return false
  const dx = Math.max(cornerRadius - x, x - width + cornerRadius, 0)
  const dy = Math.max(cornerRadius - y, y - height + cornerRadius, 0)
  return dx * dx + dy * dy <= cornerRadius * cornerRadius
}

const cosSin = (degrees: number): readonly [number, number] => {
  const radians = (degrees * Math.PI) / 180
  return [Math.cos(radians), Math.sin(radians)]
}

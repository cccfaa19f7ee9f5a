import { at } from './scalars.ts'

/** What a surface is made of; the shader knows the rest. */
export type Material = 'face' | 'skin' | 'hair' | 'cloth' | 'glass' | 'mask'

/**
 * How far a part follows the head: 'head' wholly; 'neck' and 'hair' more the higher a point lies; 'body' not at all.
 */
export type Follows = 'head' | 'neck' | 'hair' | 'body'

/** A triangle mesh; positions and normals three numbers a vertex, in centimetres of the head's own frame. */
export type Mesh = {
  readonly positions: Float32Array
  readonly normals: Float32Array
  /** Two numbers a vertex: texels on the face, strand and height on hair. */
  readonly texture: Float32Array
  /** How much a vertex of the face is hair, 0 to 1. */
  readonly hair: Float32Array
  /** How much of the room's light reaches a vertex, 0 to 1. */
  readonly openness: Float32Array
  readonly triangles: Int32Array
  readonly material: Material
  readonly follows: Follows
}

export type Grid = Omit<Mesh, 'normals' | 'triangles'> & {
  readonly rows: number
  readonly columns: number
  /** True where rows and columns run so that the computed normals would point inwards. */
  readonly inverted: boolean
}

/** A mesh over a grid of vertices, with smooth normals. */
export const gridMesh = ({ rows, columns, inverted, ...parts }: Grid): Mesh => {
  const triangles = new Int32Array((rows - 1) * (columns - 1) * 6)
  let next = 0
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const a = row * columns + column
      const c = a + columns
      triangles.set([a, a + 1, c, a + 1, c + 1, c], next)
      next += 6
    }
  }
  return {
    ...parts,
    triangles,
    normals: smoothNormals(parts.positions, triangles, inverted ? -1 : 1),
  }
}

export type SheetPoint = {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly openness?: number
}

/** A mesh from a function over the unit square: `u` along the rows, `v` along the columns. */
export const sheetMesh = (
  shape: {
    readonly rows: number
    readonly columns: number
    readonly material: Material
    readonly follows: Follows
    readonly inverted: boolean
  },
  pointAt: (u: number, v: number) => SheetPoint,
): Mesh => {
  const { rows, columns } = shape
  const count = rows * columns
  const positions = new Float32Array(3 * count)
  const texture = new Float32Array(2 * count)
  const openness = new Float32Array(count)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column
      const v = column / (columns - 1)
      const point = pointAt(row / (rows - 1), v)
      positions.set([point.x, point.y, point.z], 3 * index)
      texture.set([v * 40, point.y], 2 * index)
      openness[index] = point.openness ?? 1
    }
  }
  return gridMesh({ ...shape, positions, texture, openness, hair: new Float32Array(count) })
}

const smoothNormals = (
  positions: Float32Array,
  triangles: Int32Array,
  sign: 1 | -1,
): Float32Array => {
  const normals = new Float32Array(positions.length)
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * at(triangles, t)
    const b = 3 * at(triangles, t + 1)
    const c = 3 * at(triangles, t + 2)
    const ux = at(positions, b) - at(positions, a)
    const uy = at(positions, b + 1) - at(positions, a + 1)
    const uz = at(positions, b + 2) - at(positions, a + 2)
    const vx = at(positions, c) - at(positions, a)
    const vy = at(positions, c + 1) - at(positions, a + 1)
    const vz = at(positions, c + 2) - at(positions, a + 2)
    const nx = uy * vz - uz * vy
    const ny = uz * vx - ux * vz
    const nz = ux * vy - uy * vx
    for (let corner = 0; corner < 3; corner++) {
      const k = corner === 0 ? a : corner === 1 ? b : c
      normals[k] = at(normals, k) + nx
      normals[k + 1] = at(normals, k + 1) + ny
      normals[k + 2] = at(normals, k + 2) + nz
    }
  }
  for (let k = 0; k < normals.length; k += 3) {
    const length = Math.hypot(at(normals, k), at(normals, k + 1), at(normals, k + 2)) || 1
    for (let c = k; c < k + 3; c++) normals[c] = (at(normals, c) * sign) / length
  }
  return normals
}

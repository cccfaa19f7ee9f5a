import { at } from '../scalars.ts'
import type { Projected } from './project-mesh.ts'

/** A point of a surface, interpolated from its triangle. One record is reused for all points of an image. */
export type SurfacePoint = {
  /** Place in the scene and place in the head's own frame, cm. */
  x: number
  y: number
  z: number
  ownX: number
  ownY: number
  ownZ: number
  /** Unit normal. */
  nx: number
  ny: number
  nz: number
  u: number
  v: number
  hair: number
  openness: number
}

export const blankPoint = (): SurfacePoint => ({
  x: 0,
  y: 0,
  z: 0,
  ownX: 0,
  ownY: 0,
  ownZ: 0,
  nx: 0,
  ny: 0,
  nz: 1,
  u: 0,
  v: 0,
  hair: 0,
  openness: 1,
})

/** Fills `point` from a triangle and its barycentric weights. */
export const interpolatePoint = (
  point: SurfacePoint,
  { mesh, positions, normals }: Projected,
  triangle: number,
  wb: number,
  wc: number,
): void => {
  const a = at(mesh.triangles, triangle)
  const b = at(mesh.triangles, triangle + 1)
  const c = at(mesh.triangles, triangle + 2)
  const wa = 1 - wb - wc
  const of = (buffer: Float32Array, stride: number, place: number) =>
    wa * at(buffer, stride * a + place) +
    wb * at(buffer, stride * b + place) +
    wc * at(buffer, stride * c + place)
  point.x = of(positions, 3, 0)
  point.y = of(positions, 3, 1)
  point.z = of(positions, 3, 2)
  point.ownX = of(mesh.positions, 3, 0)
  point.ownY = of(mesh.positions, 3, 1)
  point.ownZ = of(mesh.positions, 3, 2)
  const nx = of(normals, 3, 0)
  const ny = of(normals, 3, 1)
  const nz = of(normals, 3, 2)
  const length = Math.hypot(nx, ny, nz) || 1
  point.nx = nx / length
  point.ny = ny / length
  point.nz = nz / length
  point.u = of(mesh.texture, 2, 0)
  point.v = of(mesh.texture, 2, 1)
  point.hair = of(mesh.hair, 1, 0)
  point.openness = of(mesh.openness, 1, 0)
}

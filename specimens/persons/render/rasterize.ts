import { at } from '../scalars.ts'
import type { Projected } from './project-mesh.ts'

/** For each sample of the image: which triangle is seen, or -1, and where in it. */
export type Visible = {
  readonly width: number
  readonly height: number
  readonly surface: Uint8Array
  readonly triangle: Int32Array
  /** Barycentric weights of the triangle's second and third corner. */
  readonly weightB: Float32Array
  readonly weightC: Float32Array
}

/** Finds what each sample sees, by a depth buffer. */
export const rasterize = (
  surfaces: readonly Projected[],
  width: number,
  height: number,
): Visible => {
  const samples = width * height
  const nearest = new Float32Array(samples)
  const visible: Visible = {
    width,
    height,
    surface: new Uint8Array(samples),
    triangle: new Int32Array(samples).fill(-1),
    weightB: new Float32Array(samples),
    weightC: new Float32Array(samples),
  }
  surfaces.forEach(({ mesh, screen }, surface) => {
    for (let t = 0; t < mesh.triangles.length; t += 3) {
      const a = 3 * at(mesh.triangles, t)
      const b = 3 * at(mesh.triangles, t + 1)
      const c = 3 * at(mesh.triangles, t + 2)
      const ax = at(screen, a)
      const ay = at(screen, a + 1)
      const bx = at(screen, b) - ax
      const by = at(screen, b + 1) - ay
      const cx = at(screen, c) - ax
      const cy = at(screen, c + 1) - ay
      const area = bx * cy - cx * by
      if (Math.abs(area) < 1e-9) continue
      const fromX = Math.max(0, Math.ceil(ax + Math.min(0, bx, cx)))
      const toX = Math.min(width - 1, Math.floor(ax + Math.max(0, bx, cx)))
      const fromY = Math.max(0, Math.ceil(ay + Math.min(0, by, cy)))
      const toY = Math.min(height - 1, Math.floor(ay + Math.max(0, by, cy)))
      if (fromX > toX || fromY > toY) continue
      const za = at(screen, a + 2)
      const zb = at(screen, b + 2)
      const zc = at(screen, c + 2)
      for (let y = fromY; y <= toY; y++) {
        for (let x = fromX; x <= toX; x++) {
          const wb = ((x - ax) * cy - cx * (y - ay)) / area
          const wc = (bx * (y - ay) - (x - ax) * by) / area
          const wa = 1 - wb - wc
          if (wa < -1e-4 || wb < -1e-4 || wc < -1e-4) continue
          const inverseDepth = wa * za + wb * zb + wc * zc
          const k = y * width + x
          if (inverseDepth <= at(nearest, k)) continue
          nearest[k] = inverseDepth
          visible.surface[k] = surface
          visible.triangle[k] = t
          visible.weightB[k] = wb
          visible.weightC[k] = wc
        }
      }
    }
  })
  return visible
}

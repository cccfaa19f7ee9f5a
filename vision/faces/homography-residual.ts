import type { Point } from '../../domain/geometry.ts'

/**
 * Root mean square distance, in units of `to`, that remains after the best homography from one set of points to
 * another. The points of a flat print that is turned follow a homography exactly; those of a head don't, for its nose
 * stands in front of its eyes (Hartley & Zisserman, Multiple View Geometry, 4.1: normalised linear fit with h33 = 1).
 */
export function homographyResidual(from: readonly Point[], to: readonly Point[]): number {
  const source = normalise(from)
  const target = normalise(to)
  const system = Array.from({ length: 8 }, () => Array.from({ length: 9 }, () => 0))
  const addEquation = (row: readonly number[], value: number) => {
    for (let i = 0; i < 8; i++) {
      const line = system[i]
      if (line === undefined) continue
      for (let j = 0; j < 8; j++) line[j] = (line[j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0)
      line[8] = (line[8] ?? 0) + (row[i] ?? 0) * value
    }
  }
  for (const [i, { x, y }] of source.points.entries()) {
    const { x: u, y: v } = target.points[i] ?? { x: 0, y: 0 }
    addEquation([x, y, 1, 0, 0, 0, -u * x, -u * y], u)
    addEquation([0, 0, 0, x, y, 1, -v * x, -v * y], v)
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solve(system)
  let sum = 0
  for (const [i, { x, y }] of source.points.entries()) {
    const { x: u, y: v } = target.points[i] ?? { x: 0, y: 0 }
    const w = g * x + h * y + 1
    sum += ((a * x + b * y + c) / w - u) ** 2 + ((d * x + e * y + f) / w - v) ** 2
  }
  return Math.sqrt(sum / source.points.length) * target.scale
}

function normalise(points: readonly Point[]) {
  const count = points.length
  const x0 = points.reduce((sum, { x }) => sum + x, 0) / count
  const y0 = points.reduce((sum, { y }) => sum + y, 0) / count
  const scale =
    Math.sqrt(points.reduce((sum, { x, y }) => sum + (x - x0) ** 2 + (y - y0) ** 2, 0) / count) || 1
  return { points: points.map(({ x, y }) => ({ x: (x - x0) / scale, y: (y - y0) / scale })), scale }
}

/** Gaussian elimination with partial pivoting on an augmented matrix. */
function solve(rows: number[][]): readonly number[] {
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) =>
        Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
      )
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    for (const row of rows) {
      if (row === pivot) continue
      const factor = (row[column] ?? 0) / (pivot[column] || 1e-12)
      for (let k = column; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] || 1e-12))
}

import { faceRelief } from './face-relief.ts'
import type { FacePlan } from './face-plan.ts'
import { hairCover } from './hair-cover.ts'
import type { HeadProfile } from './head-profile.ts'
import { gridMesh } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { neighbourhoodMean } from './noise.ts'
import { texelOf } from './paint/canvas.ts'
import { at, clamp, mix, smoothstep } from './scalars.ts'

const rows = 230
const columns = 280

/** Head and face in one grid: from chin to crown by rows, around by columns, the front three times as dense. */
export const headMesh = (plan: FacePlan, profile: HeadProfile): Mesh => {
  const relief = faceRelief(plan)
  const cover = hairCover(plan.traits)
  const count = rows * columns
  const positions = new Float32Array(3 * count)
  const texture = new Float32Array(2 * count)
  const hair = new Float32Array(count)
  const heights = new Float32Array(count)

  for (let row = 0; row < rows; row++) {
    const y = rowHeight(row / (rows - 1), profile)
    const width = profile.halfWidth(y)
    const front = profile.front(y)
    const back = profile.back(y)
    const widestZ = profile.widestZ(y)
    const power = 2 / profile.roundness(y)
    for (let column = 0; column < columns; column++) {
      const q = (column / (columns - 1)) * 2 - 1
      const angle = Math.PI * (0.62 * q + 0.38 * q * q * q)
      const index = row * columns + column
      const sine = Math.sin(angle)
      const cosine = Math.cos(angle)
      const x = width * Math.sign(sine) * Math.abs(sine) ** power
      const plainZ =
        cosine >= 0
          ? widestZ + (front - widestZ) * cosine ** power
          : widestZ - (widestZ - back) * (-cosine) ** power

      const facing =
        smoothstep(-0.1, 0.45, cosine) * smoothstep(profile.bottomY - 0.1, profile.bottomY + 0.8, y)
      const height = facing > 0 ? relief(x, y) * facing : 0
      heights[index] = height
      const z = plainZ + height * 0.97

      const { share, volume } = cover(angle, x, y)
      hair[index] = share
      const outwards = volume / (Math.hypot(x, z + 1, (y - 2) * 0.6) || 1)
      positions[3 * index] = x + x * outwards
      positions[3 * index + 1] = y + smoothstep(4, 11, y) * volume
      positions[3 * index + 2] = z + (z + 1) * outwards
      texture.set(texelOf(x, y), 2 * index)
    }
  }
  return gridMesh({
    rows,
    columns,
    positions,
    texture,
    hair,
    openness: hollows(heights),
    material: 'face',
    follows: 'head',
    inverted: false,
  })
}

/** Rows crowd at chin and crown, where the surface turns away. */
const rowHeight = (t: number, { bottomY, topY }: HeadProfile): number => {
  if (t < 0.08) return bottomY + 0.9 * (1 - Math.cos((t / 0.08) * 1.5708))
  if (t > 0.9) return topY - 2.2 * (1 - Math.cos(((1 - t) / 0.1) * 1.5708))
  return mix(bottomY + 0.9, topY - 2.2, (t - 0.08) / 0.82)
}

/** Less light in hollows: a height against the mean around it. */
const hollows = (heights: Float32Array): Float32Array => {
  const openness = new Float32Array(heights.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column
      const depth = neighbourhoodMean(heights, rows, columns, row, column, 5) - at(heights, index)
      openness[index] = clamp(1 - 0.42 * Math.max(0, depth), 0.45, 1)
    }
  }
  return openness
}

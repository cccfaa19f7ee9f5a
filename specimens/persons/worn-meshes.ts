import type { FacePlan } from './face-plan.ts'
import type { HeadProfile } from './head-profile.ts'
import { sheetMesh } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { smoothCurve, smoothstep } from './scalars.ts'

/** What hides a face and what a selfie must not show. */
export type Worn = 'sunglasses' | 'mask'

/** Meshes of what a person wears before the face. */
export const wornMeshes = (
  plan: FacePlan,
  profile: HeadProfile,
  wears: readonly Worn[],
): readonly Mesh[] =>
  wears.flatMap((worn) => (worn === 'mask' ? [mask(plan, profile)] : sunglasses(plan, profile)))

const glass = { material: 'glass', follows: 'head', inverted: false } as const

const sunglasses = (plan: FacePlan, profile: HeadProfile): readonly Mesh[] => {
  const { traits } = plan
  // The glasses curve with the brow and stand clear of the lashes and of the bridge.
  const z = (x: number) => profile.front(0) + 1.5 - 0.045 * x * x
  const lens = (side: -1 | 1) =>
    sheetMesh({ rows: 16, columns: 40, ...glass }, (u, v) => {
      const angle = (v - 0.5) * 2 * Math.PI
      const squareness = (Math.cos(angle) ** 4 + Math.sin(angle) ** 4) ** -0.25
      const x = plan.eyeX(side) + side * 0.15 + 2.35 * u * squareness * Math.cos(angle)
      const y = plan.eyeY(side) - 0.15 + 1.75 * u * squareness * Math.sin(angle)
      return { x, y, z: z(x) }
    })
  const bar = sheetMesh({ rows: 4, columns: 20, ...glass }, (u, v) => {
    const x = (v - 0.5) * 2 * (traits.eyeDistance - 1.5)
    return { x, y: plan.eyeY(1) + 0.35 + 0.4 * u, z: z(x) + 0.15 }
  })
  const temple = (side: -1 | 1) =>
    sheetMesh({ rows: 4, columns: 20, ...glass }, (u, v) => {
      const fromX = plan.eyeX(side) + side * 2.2
      const toX = side * (profile.halfWidth(0) + 0.35)
      return {
        x: fromX + (toX - fromX) * smoothstep(0, 0.35, v),
        y: plan.eyeY(side) + 0.3 + 0.45 * u,
        z: z(fromX) + (-1 - z(fromX)) * v,
      }
    })
  return [lens(-1), lens(1), bar, temple(-1), temple(1)]
}

/** A pleated mask of cloth from the bridge of the nose to below the chin. */
const mask = (plan: FacePlan, profile: HeadProfile): Mesh => {
  const { traits, noseTipY, chinY } = plan
  const topY = noseTipY * 0.5
  const bottomY = chinY - 0.35
  const front = smoothCurve([
    [bottomY, profile.front(chinY) + 0.4],
    [chinY + 1.2, profile.front(chinY + 1.2) + 1.5],
    [plan.mouthY, profile.front(plan.mouthY) + 2.1],
    [noseTipY, profile.front(noseTipY) + traits.tipForward + 0.9],
    [topY, profile.front(topY) + traits.bridgeHeight * 1.3 + traits.noseHump + 0.55],
  ])
  return sheetMesh(
    { rows: 60, columns: 80, material: 'mask', follows: 'head', inverted: false },
    (u, v) => {
      const y = bottomY + (topY - bottomY) * u
      const angle = (v - 0.5) * 2 * 1.25
      const width = profile.halfWidth(Math.max(y, chinY + 0.8)) + 0.35
      const sine = Math.sin(angle)
      const pleat = 0.05 * Math.sin(u * 18)
      return {
        x: width * sine,
        y: y - 0.5 * sine * sine * (u - 0.5),
        z: 0.5 + (front(y) + pleat - 0.5) * Math.cos(angle) ** 0.9,
      }
    },
  )
}

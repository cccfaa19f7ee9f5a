import type { FacePlan } from './face-plan.ts'
import { hairVolume } from './hair-cover.ts'
import type { HeadProfile } from './head-profile.ts'
import { sheetMesh } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { cloudNoise } from './noise.ts'
import { bell, clamp, mix, smoothstep } from './scalars.ts'

const quarterTurn = Math.PI / 2

/** Ears, neck, shoulders and the hair that hangs: what surrounds the face. */
export const bodyMeshes = (plan: FacePlan, profile: HeadProfile): readonly Mesh[] => {
  const { hairStyle } = plan.traits
  const hanging = hairStyle === 'long' || hairStyle === 'longfringe' || hairStyle === 'bob'
  return [
    ear(plan, profile, -1),
    ear(plan, profile, 1),
    neck(plan, profile),
    shoulders(plan, profile),
    ...(hanging ? [hangingHair(plan)] : []),
    ...(hairStyle === 'bun' ? [bun()] : []),
  ]
}

const ear = ({ traits, length }: FacePlan, profile: HeadProfile, side: -1 | 1): Mesh =>
  sheetMesh(
    { rows: 28, columns: 28, material: 'skin', follows: 'head', inverted: side < 0 },
    (u, v) => {
      const theta = u * Math.PI
      const phi = v * 2 * Math.PI
      const across = 0.55 * Math.sin(theta) * Math.cos(phi)
      const along =
        1.5 * traits.earSize * Math.sin(theta) * Math.sin(phi) * (1 + 0.25 * Math.cos(theta))
      const up = 2.9 * traits.earSize * Math.cos(theta)
      const cosine = Math.cos(traits.earOut * 1.2)
      const sine = Math.sin(traits.earOut * 1.2)
      const fromMiddle = Math.hypot(along / 1.5, up / 2.9)
      const hollow = across - 0.35 * bell(fromMiddle, 0, 0.5, 1)
      return {
        x: side * (profile.halfWidth(-1) * 0.985 + hollow * cosine - along * sine + 0.35),
        y: up - 1.2 * length,
        z: -1 + along * cosine + hollow * sine,
        openness: mix(0.55, 1, clamp(fromMiddle * 1.2)),
      }
    },
  )

const neckRadius = ({ traits, length }: FacePlan, profile: HeadProfile): number =>
  Math.min(traits.neckWidth * 0.94, profile.halfWidth(-8.5 * length) * 0.9)

const neck = (plan: FacePlan, profile: HeadProfile): Mesh => {
  const radius = neckRadius(plan, profile)
  return sheetMesh(
    { rows: 30, columns: 60, material: 'skin', follows: 'neck', inverted: false },
    (u, v) => {
      const angle = (v - 0.5) * 2 * Math.PI
      const y = mix(-21, -7.5, u)
      const r = radius * (1 + 0.25 * smoothstep(-13.5, -19, y))
      return {
        x: r * Math.sin(angle),
        y,
        z: -2 + u * 1.2 + r * 0.95 * Math.cos(angle),
        // The jaw's shadow.
        openness: 0.34 + 0.5 * smoothstep(-10.5, -16, y),
      }
    },
  )
}

const shoulders = (plan: FacePlan, profile: HeadProfile): Mesh => {
  const radius = neckRadius(plan, profile)
  const reach = plan.traits.male ? 15.5 : 12.8
  return sheetMesh(
    { rows: 40, columns: 90, material: 'cloth', follows: 'body', inverted: true },
    (u, v) => {
      const angle = (v - 0.5) * 2 * Math.PI
      const out = Math.sin(u * quarterTurn)
      // A slope to the shoulder, then the arm.
      const fall = 4.8 * out ** 1.2 + 40 * Math.max(0, u - 0.6) ** 1.5
      return {
        x: (radius + 0.3 + reach * out) * Math.sin(angle),
        y: -15.7 - fall - Math.max(0, Math.cos(angle)) * 2.2 * (1 - u),
        z: -3 + (radius + 0.4 + 5 * out) * Math.cos(angle),
        // The collar's hem.
        openness: mix(0.5, 1, smoothstep(0.01, 0.07, u)),
      }
    },
  )
}

const hangingHair = ({ traits }: FacePlan): Mesh => {
  const bottomY = traits.hairStyle === 'bob' ? -9 - traits.hairVolume : -20
  const standing = hairVolume(traits)
  return sheetMesh(
    { rows: 60, columns: 120, material: 'hair', follows: 'hair', inverted: false },
    (u, v) => {
      const y = mix(bottomY, 9.5, u)
      const side = (v - 0.5) * 2
      const angle = Math.PI + side * (1.72 - 0.12 * smoothstep(0, -10, y))
      const cap = Math.sqrt(Math.max(0.03, 1 - clamp((y - 2) / 9.6) ** 2))
      const wave =
        0.5 * (cloudNoise(angle * 5, y * 0.3, traits.salt + 9) - 0.5) +
        0.25 * Math.sin(y * 0.7 + (traits.salt % 7)) * smoothstep(2, -8, y)
      const width =
        (8.2 * traits.headWidth + standing * 0.6 + wave + 0.5 * smoothstep(0, -12, y)) * cap
      const depth = (10.4 + standing * 0.4) * cap
      return {
        x: -width * Math.sin(angle),
        y,
        z: -0.9 + (Math.cos(angle) > 0 ? 6 : depth) * Math.cos(angle),
        openness: 0.75 + 0.25 * Math.abs(Math.cos(angle)),
      }
    },
  )
}

const bun = (): Mesh =>
  sheetMesh(
    { rows: 24, columns: 30, material: 'hair', follows: 'head', inverted: true },
    (u, v) => {
      const theta = u * Math.PI
      const phi = v * 2 * Math.PI
      return {
        x: 3.2 * Math.sin(theta) * Math.cos(phi),
        y: 11.5 + 2.8 * Math.cos(theta),
        z: -4 + 3 * Math.sin(theta) * Math.sin(phi),
      }
    },
  )

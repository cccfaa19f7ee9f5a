import { bodyMeshes } from './body-meshes.ts'
import { facePlan } from './face-plan.ts'
import type { Expression } from './face-plan.ts'
import { headMesh } from './head-mesh.ts'
import { headProfile } from './head-profile.ts'
import type { Mesh } from './mesh.ts'
import type { Canvas } from './paint/canvas.ts'
import { paintFace } from './paint/paint-face.ts'
import type { Traits } from './traits.ts'
import { wornMeshes } from './worn-meshes.ts'
import type { Worn } from './worn-meshes.ts'

/** A person under one expression, ready to be seen from any side. */
export type Person = {
  readonly traits: Traits
  readonly meshes: readonly Mesh[]
  readonly canvas: Canvas
}

export type Look = {
  readonly expression?: Expression
  readonly wears?: readonly Worn[]
}

/** Builds a person's meshes and paint; about a third of a second, so keep the result for every frame of a film. */
export const buildPerson = (traits: Traits, { expression = {}, wears = [] }: Look = {}): Person => {
  const plan = facePlan(traits, expression)
  const profile = headProfile(plan)
  return {
    traits,
    meshes: [
      headMesh(plan, profile),
      ...bodyMeshes(plan, profile),
      ...wornMeshes(plan, profile, wears),
    ],
    canvas: paintFace(plan),
  }
}

import { DomainError } from '../../domain/errors.ts'
import type { FaceComparison } from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import type { Point } from '../../domain/geometry.ts'
import { renderLicence, type Licence } from '../../specimens/licence.ts'
import { makeIdentity } from '../../specimens/identity.ts'
import { rasterToJpeg } from '../../specimens/raster.ts'
import { photographCard } from '../../specimens/scene.ts'
import type { VisionPool } from '../../activities/vision-pool.ts'
import { burnMasks } from '../../vision/documents/burn-masks.ts'
import { maskDocument } from '../../vision/documents/mask-document.ts'
import { boxToQuad } from '../../vision/pixels/quads.ts'
import { applyByApi, followLink, openByApi } from './api-applicant.ts'
import { goodFace } from './findings.ts'
import { scriptedVision } from './scripted-vision.ts'
import type { Stack } from './stack.ts'

/** A licence as it was photographed, and where its number is printed in the photograph. */
export interface Photograph {
  readonly front: Uint8Array
  readonly back: Uint8Array
  readonly licence: Licence
  /** Corners in fractions. */
  readonly number: readonly Point[]
}

export async function photographLicence(seed = 21): Promise<Photograph> {
  const licence = await renderLicence({
    seed,
    identity: makeIdentity(seed),
    conditions: ['眼鏡等'],
  })
  const { image, quad } = await photographCard(licence.front, { grade: 'mild', seed })
  const { box } = licence.truth.front.number ?? none('a number')
  return {
    front: await rasterToJpeg(image, 92),
    back: await rasterToJpeg(
      (await photographCard(licence.back, { grade: 'mild', seed })).image,
      92,
    ),
    licence,
    number: boxToQuad(quad, box).map(({ x, y }) => ({ x: x / image.width, y: y / image.height })),
  }
}

/** Masks as they are found and burnt in; of these sides it is not sure, and of the face neither. */
export const unsureVision = (doubtful: () => readonly Slot[]): VisionPool =>
  scriptedVision({
    compareFaces: (): FaceComparison => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }),
    // the scripts answer at once or later, as the pool takes both
    maskCapture: (async ({ documentType, slot, frames, without }: MaskAsked) => {
      if (slot !== 'FRONT' && slot !== 'BACK')
        return { finding: null, masked: frames, rectified: null, regions: frames.map(() => []) }
      const found = await maskDocument({ documentType, slot, frames, without: without ?? [] })
      const confident = !doubtful().includes(slot)
      return { ...found, finding: { ...found.finding, confident } }
    }) as never,
    burnMasks: (drawn) => burnMasks(drawn) as never,
  })

type MaskAsked = Parameters<typeof maskDocument>[0]

/** An application with these pictures of the card. @returns the session's local id */
export async function applyWithCard(
  stack: Stack,
  key: string,
  { front, back }: Photograph,
  externalId: string,
): Promise<string> {
  const { id, link } = await openByApi(stack, { key }, { externalId })
  await applyByApi(stack, await followLink(link), { FRONT: [front], BACK: [back] })
  return id.slice('vs_'.length)
}

function none(what: string): never {
  throw new DomainError('UNEXPECTED', `expected ${what}`)
}

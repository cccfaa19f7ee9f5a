import { beforeAll, describe, expect, test } from 'vitest'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type { Quad } from '../../domain/geometry.ts'
import { grounds, paintGround } from '../../specimens/grounds.ts'
import { makeIdentity } from '../../specimens/identity.ts'
import { renderLicence, type Licence } from '../../specimens/licence.ts'
import { photographCard, type SceneOptions } from '../../specimens/scene.ts'
import { photographTilted } from '../../specimens/tilted.ts'
import { findQuad } from '../../vision/pixels/find-quad.ts'
import { shrink } from '../../vision/pixels/grey.ts'
import { invert, project, unitSquareToQuad } from '../../vision/pixels/homography.ts'
import { measureDocument, type DocumentHint } from '../../vision/pixels/measure-document.ts'
import { measureTilt } from '../../vision/pixels/measure-tilt.ts'
import { quadIou } from '../../vision/pixels/quads.ts'
import { warpQuad } from '../../vision/pixels/warp.ts'

let licence: Licence
beforeAll(async () => {
  licence = await renderLicence({ seed: 11, identity: makeIdentity(11) })
})

const photo = (options: Partial<SceneOptions> = {}) =>
  photographCard(licence.front, { grade: 'mild', seed: 11, ...options })
const boxes = documentCatalogue.DRIVERS_LICENCE.fields
  .filter(({ slot }) => slot === 'FRONT')
  .map(({ box }) => box)

describe('the finder', () => {
  for (const ground of grounds)
    test(`finds the corners on ${ground} to three pixels`, async () => {
      for (const grade of ['mild', 'medium'] as const) {
        const { image, quad } = await photo({ ground, grade })
        const found = findQuad(image)
        expect(found?.score).toBeGreaterThan(0.7)
        for (const [i, corner] of (found?.quad ?? []).entries())
          expect(
            Math.hypot(corner.x - (quad[i]?.x ?? 0), corner.y - (quad[i]?.y ?? 0)),
          ).toBeLessThan(3)
      }
    })

  test('finds the face of a card that is held askew', async () => {
    for (const tiltDegrees of [35, 50, -45]) {
      const { image, quad } = await photographTilted(licence.front, {
        tiltDegrees,
        seed: 3,
        grade: 'medium',
      })
      const found = findQuad(image, { tilted: true })
      expect(found && quadIou(found.quad, quad)).toBeGreaterThan(0.95)
      expect(found && measureTilt(found.quad, image)).toBeCloseTo(Math.abs(tiltDegrees), -1)
    }
  })

  test('finds nothing where there is only ground', async () => {
    for (const ground of grounds) {
      const image = await paintGround(ground, 5, 1280, 960)
      expect(measureDocument(image).hints).toContain('NO_DOCUMENT')
    }
  })
})

describe('guidance', () => {
  const faults: readonly (readonly [DocumentHint, Partial<SceneOptions>])[] = [
    ['GLARE', { glare: true }],
    ['DARK', { dark: 0.2 }],
    ['BRIGHT', { dark: 2 }],
    ['BLUR', { blur: 5 }],
    ['TOO_FAR', { view: { cardWidthPx: 500 } }],
    ['NOT_STRAIGHT', { view: { tiltDegrees: 38 } }],
    ['NOT_STRAIGHT', { view: { rollDegrees: 28, cardWidthPx: 1000 } }],
    ['CROPPED', { cropped: true }],
  ]
  for (const [hint, fault] of faults)
    test(`${hint} is told of ${JSON.stringify(fault)}, in the viewfinder and in the picture`, async () => {
      const { image } = await photo(fault)
      expect(measureDocument(image, { boxes }).hints).toContain(hint)
      expect(measureDocument(shrink(image, 640), { boxes, live: true }).hints).toContain(hint)
    })

  test('a good picture needs none', async () => {
    for (const grade of ['mild', 'medium'] as const) {
      const { image } = await photo({ grade })
      expect(measureDocument(image, { boxes }).hints).toEqual([])
      expect(measureDocument(shrink(image, 640), { boxes, live: true }).hints).toEqual([])
    }
  })

  test('an RGBA frame of a canvas is measured as the same picture in RGB', async () => {
    const { image } = await photo()
    const small = shrink(image, 640)
    const data = new Uint8ClampedArray(small.width * small.height * 4).fill(255)
    for (let i = 0; i < small.width * small.height; i++)
      data.set(small.data.subarray(i * 3, i * 3 + 3), i * 4)
    expect(measureDocument({ ...small, data }, { live: true }).measures).toEqual(
      measureDocument(small, { live: true }).measures,
    )
  })
})

describe('geometry', () => {
  const quad: Quad = [
    { x: 120, y: 90 },
    { x: 870, y: 140 },
    { x: 830, y: 620 },
    { x: 90, y: 560 },
  ]

  test('the unit square goes to the quad and back', () => {
    const there = unitSquareToQuad(quad)
    const back = invert(there)
    for (const [i, [u, v]] of (
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const
    ).entries()) {
      const corner = project(there, u, v)
      expect(corner.x).toBeCloseTo(quad[i]?.x ?? 0)
      expect(corner.y).toBeCloseTo(quad[i]?.y ?? 0)
      expect(project(back, corner.x, corner.y).x).toBeCloseTo(u)
      expect(project(back, corner.x, corner.y).y).toBeCloseTo(v)
    }
  })

  test('a warp of the whole picture is the picture', () => {
    const width = 40
    const height = 30
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 251)
    const corners: Quad = [
      { x: 0, y: 0 },
      { x: width, y: 0 },
      { x: width, y: height },
      { x: 0, y: height },
    ]
    const same = warpQuad({ width, height, data }, corners, { width, height })
    // the last row and column are interpolated a thousandth inwards
    const inner = (index: number) =>
      Math.floor(index / 3) % width < width - 1 && index < (height - 1) * width * 3
    expect(same.data.filter((_, i) => inner(i))).toEqual(data.filter((_, i) => inner(i)))
  })
})

import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { loadModels, type Models } from '../../../models/session.ts'
import { cast } from '../../../specimens/persons/cast.ts'
import { portraitPhoto, selfiePhoto } from '../../../specimens/persons/photographs.ts'
import { decodeImage } from '../../../vision/decode.ts'
import { compareFaces } from '../../../vision/faces/compare-faces.ts'
import { findPortrait } from '../../../vision/faces/find-portrait.ts'
import { judgeSelfie } from '../../../vision/faces/selfie-quality.ts'
import type { Raster } from '../../../vision/raster.ts'

// Persons are rendered for this: seconds on an idle machine, more beside other work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const [aiko, botan] = cast
const sharpOf = ({ width, height, data }: Raster) =>
  sharp(data, { raw: { width, height, channels: 3 } })
const edited = async (image: Raster, edit: (image: Sharp) => Sharp) =>
  decodeImage(await edit(sharpOf(image)).jpeg().toBuffer())
const grey = (width: number, height: number): Raster => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(120),
})

let best: Models
let npmOnly: Models
let portrait: Raster
let selfie: Raster
let other: Raster
beforeAll(async () => {
  best = await loadModels()
  npmOnly = await loadModels({ npmOnly: true })
  portrait = portraitPhoto(aiko)
  selfie = await decodeImage(await selfiePhoto(aiko))
  other = await decodeImage(await selfiePhoto(botan, { grade: 'medium', light: 'lamp' }))
})

describe.each([
  ['with the best models present', () => best],
  ['with npm-carried models alone', () => npmOnly],
])('faces %s', (_name, models) => {
  test('portrait and selfie of one person reach the high level', async () => {
    const comparison = await compareFaces(portrait, [selfie], models())
    expect(comparison.score).toBeGreaterThanOrEqual(comparison.thresholdHigh)
    expect(comparison).toMatchObject({ farLevel: 'HIGH', faceCount: 1 })
    expect(comparison.by.model).toBe(models().embedder.spec.name)
  })

  test('another person reaches no level', async () => {
    const comparison = await compareFaces(portrait, [other], models())
    expect(comparison.farLevel).toBe('NONE')
    expect(comparison.score).toBeLessThan(comparison.thresholdHigh)
  })

  test('a picture without a face scores nothing', async () => {
    expect(await compareFaces(grey(300, 400), [selfie], models())).toMatchObject({
      score: 0,
      farLevel: 'NONE',
      portraitWidthPx: 0,
    })
    expect(await compareFaces(portrait, [grey(300, 400)], models())).toMatchObject({
      score: 0,
      faceCount: 0,
      faceWidthPx: 0,
    })
  })

  test('a good selfie is accepted', async () => {
    const verdict = await judgeSelfie([selfie], models())
    expect(verdict).toMatchObject({ slot: 'FACE', accepted: true, reasonCodes: [] })
    expect(verdict.measures['faceWidthPx']).toBeGreaterThan(110)
  })
})

describe('a selfie is refused, with the reason', () => {
  test.each([
    ['blurred', 'IMG_BLUR', () => edited(selfie, (image) => image.blur(4))],
    ['dark', 'IMG_DARK', () => edited(selfie, (image) => image.linear(0.2))],
    ['too bright', 'IMG_BRIGHT', () => edited(selfie, (image) => image.linear(0.4, 200))],
    ['small', 'IMG_SMALL', () => edited(selfie, (image) => image.resize(200))],
    [
      'cut off',
      'IMG_CROPPED',
      () =>
        edited(selfie, (image) => image.extract({ left: 195, top: 0, width: 285, height: 640 })),
    ],
    ['without a face', 'FACE_NOT_FOUND', async () => grey(480, 640)],
    [
      'with a second person',
      'SELFIE_MANY_FACES',
      async () =>
        decodeImage(await selfiePhoto(aiko, { besideSeed: botan, width: 640, height: 480 })),
    ],
  ] as const)('%s', async (_name, code, make) => {
    const verdict = await judgeSelfie([await make()], best)
    expect(verdict.accepted).toBe(false)
    expect(verdict.reasonCodes).toContain(code)
  })

  test('of several frames the good one counts', async () => {
    const blurred = await edited(selfie, (image) => image.blur(4))
    expect(await judgeSelfie([blurred, selfie, blurred], best)).toMatchObject({
      accepted: true,
      bestFrame: 1,
    })
  })
})

test('the portrait is found in its region of a card, and nowhere else', async () => {
  const region = { x0: 0.68, y0: 0.3, x1: 0.96, y1: 0.85 }
  const small = await sharpOf(portrait).resize(270, 338).png().toBuffer()
  const card = await edited(grey(1000, 630), (image) =>
    image.composite([{ input: small, left: 685, top: 195 }]),
  )
  const found = await findPortrait(card, region, best)
  expect(found?.box.x0).toBeGreaterThan(0.68)
  expect(found?.box.x1).toBeLessThan(0.96)
  expect((await compareFaces(found?.raster ?? card, [selfie], best)).farLevel).toBe('HIGH')
  expect(await findPortrait(card, { x0: 0, y0: 0, x1: 0.5, y1: 1 }, best)).toBeNull()
})

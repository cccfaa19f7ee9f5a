import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseJapaneseDate } from '../../domain/dates.ts'
import type { FieldReading } from '../../domain/findings.ts'
import type { Slot } from '../../domain/method.ts'
import { photocopy } from '../../specimens/attacks.ts'
import { paintGround } from '../../specimens/grounds.ts'
import { makeIdentity } from '../../specimens/identity.ts'
import { renderLicence, type Licence } from '../../specimens/licence.ts'
import { rasterToJpeg, type Raster } from '../../specimens/raster.ts'
import { photographCard, type SceneOptions } from '../../specimens/scene.ts'
import { photographTiltedBurst } from '../../specimens/tilted.ts'
import { decodeImage } from '../../vision/decode.ts'
import { judgeAuthenticity } from '../../vision/documents/judge-authenticity.ts'
import { judgeThickness } from '../../vision/documents/judge-thickness.ts'
import { maskDocument } from '../../vision/documents/mask-document.ts'
import { readDocument } from '../../vision/documents/read-document.ts'
import { createReader } from '../../vision/documents/reader.ts'
import { reviewDocument } from '../../vision/documents/review-document.ts'
import { boxToQuad } from '../../vision/pixels/quads.ts'

const documentType = 'DRIVERS_LICENCE' as const
const reader = createReader({ workers: 2 })
afterAll(() => reader[Symbol.asyncDispose]())

const conditions = ['眼鏡等', '普通車はＡＴ車に限る']
const licences: Licence[] = []
beforeAll(async () => {
  for (const seed of [21, 22, 23])
    licences.push(await renderLicence({ seed, identity: makeIdentity(seed), conditions }))
})

const licence = (at = 0): Licence => licences[at] ?? expect.fail('no licence')
const jpegOf = async (card: Raster, options: Partial<SceneOptions> = {}) =>
  rasterToJpeg((await photographCard(card, { grade: 'mild', seed: 21, ...options })).image, 92)
const review = async (
  slot: Extract<Slot, 'FRONT' | 'BACK' | 'THICKNESS'>,
  ...frames: Uint8Array[]
) => reviewDocument(frames, { documentType, slot })

describe('the verdict', () => {
  test('accepts both sides, whichever way up', async () => {
    for (const view of [{}, { rollDegrees: 180 }]) {
      expect(await review('FRONT', await jpegOf(licence().front, { view }))).toMatchObject({
        accepted: true,
        reasonCodes: [],
      })
      expect(await review('BACK', await jpegOf(licence().back, { view }))).toMatchObject({
        accepted: true,
        reasonCodes: [],
      })
    }
  })

  test('refuses the other side', async () => {
    expect((await review('BACK', await jpegOf(licence().front))).reasonCodes).toEqual([
      'DOC_SIDE_MISMATCH',
    ])
    expect((await review('FRONT', await jpegOf(licence().back))).reasonCodes).toEqual([
      'DOC_SIDE_MISMATCH',
    ])
  })

  test('refuses a picture without a card, and a card that is no licence', async () => {
    const ground = await rasterToJpeg(await paintGround('wood', 1, 1600, 1200))
    expect((await review('FRONT', ground)).reasonCodes).toContain('DOC_NOT_FOUND')
    const blank = {
      ...licence().front,
      data: new Uint8Array(licence().front.data.length).fill(225),
    }
    const { accepted, reasonCodes } = await review('FRONT', await jpegOf(blank, { ground: 'dark' }))
    expect(accepted).toBe(false)
    expect(reasonCodes).toContain('DOC_TYPE_MISMATCH')
  })

  test('refuses a black-and-white copy', async () => {
    const copy = await jpegOf(photocopy(licence().front, 21), { paper: true, dark: 0.9 })
    expect((await review('FRONT', copy)).reasonCodes).toContain('IMG_COLOR')
  })

  test('takes the good frame of several and gives corners in the stored picture', async () => {
    const { image, quad } = await photographCard(licence().front, {
      grade: 'mild',
      seed: 4,
      width: 3000,
    })
    const blurred = await jpegOf(licence().front, { blur: 5 })
    const verdict = await review('FRONT', blurred, await rasterToJpeg(image, 92))
    expect(verdict).toMatchObject({ accepted: true, bestFrame: 1 })
    for (const [i, corner] of (verdict.quad ?? []).entries())
      expect(Math.hypot(corner.x - (quad[i]?.x ?? 0), corner.y - (quad[i]?.y ?? 0))).toBeLessThan(6)
  })
})

describe('reading', () => {
  test('numbers and days of three licences are exact, and nothing trusted is wrong', async () => {
    const fold = (text: string | null | undefined) =>
      (text ?? '').normalize('NFKC').replaceAll(/\s/gu, '')
    for (const [at, { front, back, truth }] of licences.entries()) {
      const reading = await readDocument(
        {
          documentType,
          front: await jpegOf(front, { seed: 40 + at }),
          back: await jpegOf(back, { seed: 40 + at }),
        },
        reader,
      )
      const byKey = new Map(
        reading.fields.map((field): [string, FieldReading] => [field.key, field]),
      )
      expect(byKey.get('number')?.value).toBe(truth.data.number)
      expect(byKey.get('birthDate')?.value).toBe(truth.data.birthDate)
      expect(byKey.get('expiryDate')?.value).toBe(truth.data.expiryDate)
      expect(byKey.get('issueDate')?.value).toBe(truth.data.issueDate)
      expect(byKey.get('addressChange')?.text).toBeNull()
      for (const field of reading.fields.filter(({ trusted }) => trusted)) {
        const printed = truth.front[field.key]?.text
        if (field.value === null) expect(fold(field.text)).toBe(fold(printed))
        else expect(field.value).toBe(parseJapaneseDate(printed ?? '')?.iso ?? printed)
      }
    }
  })
})

describe('masking', () => {
  test('the boxes are flat in photograph and straightened card, and no engine reads them any more', async () => {
    const front = await jpegOf(licence(1).front, { seed: 8 })
    const tagged = new Uint8Array(
      await sharp(front)
        .withExif({ IFD0: { Copyright: 'x' } })
        .jpeg()
        .toBuffer(),
    )
    const { finding, masked, rectified } = await maskDocument({
      documentType,
      slot: 'FRONT',
      frames: [tagged],
    })
    expect(finding).toMatchObject({ confident: true, slot: 'FRONT' })
    const [picture] = masked
    if (!picture || !rectified) return expect.fail('two pictures expected')
    expect((await sharp(picture).metadata()).exif).toBeUndefined()

    const card = await decodeImage(rectified)
    for (const { x0, y0, x1, y1 } of finding.boxes)
      for (let y = Math.ceil(y0 * card.height) + 10; y < y1 * card.height - 10; y++)
        for (let x = Math.ceil(x0 * card.width) + 10; x < x1 * card.width - 10; x++)
          if (Math.abs((card.data[(y * card.width + x) * 3] ?? 0) - 24) > 12)
            expect.fail('not flat')
    const { quad } = await photographCard(licence(1).front, { grade: 'mild', seed: 8 })
    const image = await decodeImage(picture)
    for (const printed of [licence(1).truth.front.conditions?.box ?? expect.fail('no conditions')])
      for (const { x, y } of boxToQuad(quad, printed))
        expect(image.data[(Math.round(y) * image.width + Math.round(x)) * 3]).toBeLessThan(40)

    const read = await readDocument({ documentType, front: picture, back: null }, reader)
    const field = read.fields.find(({ key }) => key === 'conditions')
    expect(field?.text ?? '').not.toMatch(/眼鏡|普通|限/)
    expect(read.fields.find(({ key }) => key === 'number')?.value).toBe(
      licence(1).truth.data.number,
    )
  })

  test('a picture in which no card can be seen is not called masked', async () => {
    const ground = await rasterToJpeg(await paintGround('wood', 1, 1600, 1200))
    const { finding } = await maskDocument({ documentType, slot: 'FRONT', frames: [ground] })
    expect(finding.confident).toBe(false)
  })

  test('a mask that the tenant does without stays away', async () => {
    const frames = [await jpegOf(licence().front)]
    const { finding } = await maskDocument({
      documentType,
      slot: 'FRONT',
      frames,
      without: ['conditions'],
    })
    expect(finding.boxes).toEqual([])
  })
})

describe('thickness', () => {
  const burst = async (thicknessMm: number, tiltDegrees: number) =>
    Promise.all(
      (
        await photographTiltedBurst(licence().front, {
          tiltDegrees,
          seed: 31,
          grade: 'mild',
          thicknessMm,
        })
      ).map(({ image }) => rasterToJpeg(image, 92)),
    )

  test('a card is accepted, and its portrait is compared', async () => {
    const front = await jpegOf(licence().front)
    const frames = await burst(0.76, 46)
    const compared = { comparePortraits: () => Promise.resolve(0.8) }
    const finding = await judgeThickness({ documentType, front, frames }, compared)
    expect(finding).toMatchObject({ accepted: true, portraitScore: 0.8, reasonCodes: [] })
    expect(finding.thicknessMm).toBeGreaterThan(0.6)
    expect(finding.thicknessMm).toBeLessThan(0.95)
    expect(await review('THICKNESS', ...frames)).toMatchObject({ accepted: true })
    const other = { comparePortraits: () => Promise.resolve(0.1) }
    const stranger = await judgeThickness({ documentType, front, frames }, other)
    expect(stranger.reasonCodes).toEqual(['THICKNESS_FACE_MISMATCH'])
  })

  test('a sheet of paper is refused, and so is a card that lies flat', async () => {
    const front = await jpegOf(licence().front)
    const paper = await judgeThickness({ documentType, front, frames: await burst(0.1, 46) })
    expect(paper).toMatchObject({ accepted: false, reasonCodes: ['THICKNESS_NG'] })
    const flat = await judgeThickness({ documentType, front, frames: [front, front] })
    expect(flat).toMatchObject({ accepted: false, usableFrames: 0 })
  })
})

test('a grey copy stands out among the signals of authenticity', async () => {
  const scoreOf = async (bytes: Uint8Array) =>
    (await judgeAuthenticity({ documentType, front: bytes })).signals.find(
      ({ kind }) => kind === 'GREY',
    )?.score
  expect(await scoreOf(await jpegOf(licence().front))).toBeLessThan(0.1)
  expect(
    await scoreOf(await jpegOf(photocopy(licence().front, 3), { paper: true })),
  ).toBeGreaterThan(0.5)
})

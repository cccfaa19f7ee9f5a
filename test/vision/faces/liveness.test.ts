import sharp from 'sharp'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Direction } from '../../../domain/method.ts'
import { loadModels, type Models } from '../../../models/session.ts'
import {
  flatTurnFrames,
  headTurnFrames,
  type FilmFrame,
} from '../../../specimens/films/head-turn.ts'
import { cast } from '../../../specimens/persons/cast.ts'
import { selfiePhoto } from '../../../specimens/persons/photographs.ts'
import { decodeImage } from '../../../vision/decode.ts'
import { judgeLiveness } from '../../../vision/faces/judge-liveness.ts'
import type { Raster } from '../../../vision/raster.ts'

// Persons are rendered for this: seconds on an idle machine, more beside other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const [aiko, botan] = cast
const asked: readonly Direction[] = ['LEFT', 'UP']
const filming = { fps: 4, stepMs: 1500, restMs: 600 }

async function* decoded(frames: readonly FilmFrame[]) {
  for (const { jpeg, atMs } of frames) yield { image: await decodeImage(jpeg), atMs }
}

let models: Models
let genuine: readonly FilmFrame[]
let selfies: { readonly own: Raster; readonly other: Buffer }
beforeAll(async () => {
  models = await loadModels()
  genuine = await headTurnFrames(aiko, asked, filming)
  selfies = {
    own: await decodeImage(await selfiePhoto(aiko)),
    other: await selfiePhoto(botan),
  }
})

const judge = (
  frames: readonly FilmFrame[],
  directions: readonly Direction[] = asked,
  selfie?: Raster,
) => judgeLiveness({ frames: decoded(frames), directions, ...(selfie ? { selfie } : {}) }, models)

describe('a film of a turning head', () => {
  test('is live when it holds the issued turns', async () => {
    const finding = await judge(genuine, asked, selfies.own)
    expect(finding).toMatchObject({ live: true, reasonCodes: [], otherFaces: 0 })
    expect(finding.steps.map(({ seen }) => seen)).toEqual([true, true])
    expect(finding.steps[0]?.peakDegrees).toBeGreaterThan(25)
    expect(finding.framesWithFace).toBe(genuine.length)
  })

  test('is live with npm-carried models alone', async () => {
    const npmOnly = await loadModels({ npmOnly: true })
    const finding = await judgeLiveness({ frames: decoded(genuine), directions: asked }, npmOnly)
    expect(finding).toMatchObject({ live: true, passiveScore: null })
  })

  test('is refused when the turns were issued in another order', async () => {
    const finding = await judge(genuine, ['UP', 'LEFT'])
    expect(finding).toMatchObject({ live: false, reasonCodes: ['LIVENESS_ORDER'] })
  })

  test('is refused when it holds a turn too many', async () => {
    expect(await judge(genuine, ['LEFT'])).toMatchObject({
      live: false,
      reasonCodes: ['LIVENESS_ORDER'],
    })
  })

  test('is refused when a turn is missing', async () => {
    expect(await judge(genuine, ['LEFT', 'UP', 'DOWN'])).toMatchObject({
      live: false,
      reasonCodes: ['LIVENESS_NG'],
    })
  })

  test('is refused when nothing was issued', async () => {
    expect(await judge(genuine.slice(0, 6), [])).toMatchObject({ live: false })
  })

  test('is refused when the selfie shows somebody else', async () => {
    const finding = await judge(genuine, asked, await decodeImage(selfies.other))
    expect(finding.live).toBe(false)
    expect(finding.reasonCodes).toContain('LIVENESS_PERSON_CHANGED')
    expect(finding.samePersonScore).toBeLessThan(finding.samePersonThreshold)
  })

  test('is refused when times run backwards or leave a gap', async () => {
    const [first, second, ...rest] = genuine
    if (first === undefined || second === undefined) throw new Error('a film expected')
    const backwards = await judge([first, { ...second, atMs: -1 }, ...rest])
    expect(backwards.reasonCodes).toContain('LIVENESS_NG')
    const slow = await judge(genuine.map(({ jpeg, atMs }) => ({ jpeg, atMs: atMs * 20 })))
    expect(slow.reasonCodes).toContain('LIVENESS_NG')
  })
})

describe('attacks', () => {
  test('another person takes over after the first turn', async () => {
    const swapped = await headTurnFrames(botan, ['UP'], filming)
    const turnBack = genuine.findIndex(({ atMs }) => atMs >= filming.restMs + filming.stepMs)
    const takeover = swapped.map(({ jpeg }, i) => ({
      jpeg,
      atMs: (genuine[turnBack]?.atMs ?? 0) + i * 250,
    }))
    const finding = await judge([...genuine.slice(0, turnBack), ...takeover])
    expect(finding.live).toBe(false)
    expect(finding.reasonCodes).toContain('LIVENESS_PERSON_CHANGED')
  })

  test('a second face in the picture', async () => {
    const face = await sharp(selfies.other).resize(240).toBuffer()
    const together = await Promise.all(
      genuine.map(async ({ jpeg, atMs }) => ({
        atMs,
        jpeg: await sharp(jpeg)
          .composite([{ input: face, left: 0, top: 80 }])
          .jpeg()
          .toBuffer(),
      })),
    )
    const finding = await judge(together)
    expect(finding.live).toBe(false)
    expect(finding.reasonCodes).toContain('SELFIE_MANY_FACES')
  })

  test.each(['print', 'screen'] as const)('a %s turned before the camera', async (kind) => {
    const finding = await judge(await flatTurnFrames(aiko, asked, kind, filming))
    expect(finding.live).toBe(false)
    expect(finding.steps.every(({ seen }) => !seen)).toBe(true)
  })

  test('one frame sent again and again', async () => {
    const jpeg = genuine[0]?.jpeg ?? Buffer.alloc(0)
    const finding = await judge(Array.from({ length: 20 }, (_, i) => ({ jpeg, atMs: i * 200 })))
    expect(finding.live).toBe(false)
    expect(finding.steps.every(({ seen }) => !seen)).toBe(true)
  })

  test('two stills shown in turn', async () => {
    const stillOf = (share: number) => genuine[Math.floor(genuine.length * share)]
    const [front, left, up] = [genuine[0], stillOf(0.31), stillOf(0.66)]
    const shown = [front, front, left, left, front, front, up, up, front, front].filter(
      (still) => still !== undefined,
    )
    const finding = await judge(shown.map(({ jpeg }, i) => ({ jpeg, atMs: i * 200 })))
    expect(finding.live).toBe(false)
    expect(finding.reasonCodes).toContain('LIVENESS_NG')
  })

  test('frames without a face', async () => {
    const jpeg = await sharp({
      create: { width: 640, height: 480, channels: 3, background: '#888' },
    })
      .jpeg()
      .toBuffer()
    const finding = await judge(Array.from({ length: 8 }, (_, i) => ({ jpeg, atMs: i * 200 })))
    expect(finding).toMatchObject({ live: false, framesWithFace: 0, samePersonScore: 0 })
    expect(finding.reasonCodes).toContain('FACE_NOT_FOUND')
  })
})

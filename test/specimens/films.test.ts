import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { documentFilm, faceFilm } from '../../specimens/films/camera-film.ts'
import { flatTurnFrames, headTurnFrames } from '../../specimens/films/head-turn.ts'
import { cast } from '../../specimens/persons/cast.ts'
import type { Raster } from '../../specimens/raster.ts'

const quick = { width: 128, height: 96, fps: 2, stepMs: 1500, restMs: 500 }

// Drawing takes seconds where other work shares the processor.
vi.setConfig({ testTimeout: 30_000 })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'films-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a head turn begins and ends forward, and moves the face to the side that was asked for', async () => {
  const frames = await headTurnFrames(cast[0], ['LEFT', 'RIGHT'], quick)
  expect(frames.map(({ atMs }) => atMs)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000])
  const middles = await Promise.all(frames.map(({ jpeg }) => skinMiddle(jpeg)))
  const rest = middles[0] ?? 0
  expect(Math.max(...middles.slice(1, 4))).toBeGreaterThan(rest + 3)
  expect(Math.min(...middles.slice(4, 8))).toBeLessThan(rest - 3)
  expect(Math.abs((middles.at(-1) ?? 0) - rest)).toBeLessThan(2)
})

test('no two frames of a head turn are alike, and the same call gives the same frames', async () => {
  const frames = await headTurnFrames(cast[0], ['UP'], quick)
  expect(new Set(frames.map(({ jpeg }) => jpeg.toString('base64'))).size).toBe(frames.length)
  expect(await headTurnFrames(cast[0], ['UP'], quick)).toEqual(frames)
})

test('a swapped person shows from the half of the film on', async () => {
  const honest = await headTurnFrames(cast[0], ['LEFT'], quick)
  const swapped = await headTurnFrames(cast[0], ['LEFT'], { ...quick, swapToSeed: cast[1] })
  const same = honest.map(({ jpeg }, index) => jpeg.equals(swapped[index]?.jpeg ?? Buffer.alloc(0)))
  expect(same).toEqual(honest.map((_, index) => index < honest.length / 2))
})

test('a waved print has as many frames as the head turn that it imitates', async () => {
  const flat = await flatTurnFrames(cast[0], ['LEFT'], 'print', quick)
  expect(flat).toHaveLength((await headTurnFrames(cast[0], ['LEFT'], quick)).length)
})

test('a film is whole JPEGs one after another, of one size, and the same shots are the same file', async () => {
  const film = {
    front: plain(200, 120),
    back: plain(90, 120),
    tilted: [plain(140, 60)],
    secondsEach: 0.3,
  }
  const path = await documentFilm(film, folder)
  const pictures = splitJpegs(await readFile(path))
  expect(pictures).toHaveLength(27)
  const sizes = await Promise.all(
    pictures.map(async (picture) => {
      const { width, height, format } = await sharp(picture).metadata()
      return `${format} ${width}x${height}`
    }),
  )
  expect(new Set(sizes)).toEqual(new Set(['jpeg 1280x720']))
  const { mtimeMs } = await stat(path)
  expect(await documentFilm(film, folder)).toBe(path)
  expect((await stat(path)).mtimeMs).toBe(mtimeMs)
  expect(await documentFilm({ ...film, secondsEach: 0.2 }, folder)).not.toBe(path)
})

test('a face film runs at thirty pictures a second for as long as its turns last', async () => {
  const film = {
    seed: cast[0],
    directions: ['LEFT'] as const,
    forwardSeconds: 0.5,
    turnSeconds: 1,
  }
  const pictures = splitJpegs(await readFile(await faceFilm(film, folder)))
  expect(pictures.length).toBeGreaterThanOrEqual(42)
  expect(pictures.length).toBeLessThanOrEqual(51)
})

const plain = (value: number, width: number): Raster => ({
  width,
  height: 68,
  data: new Uint8Array(width * 68 * 3).fill(value),
})

/** Splits at the markers SOI and EOI (ITU-T T.81, table B.1); sharp writes no thumbnails that had them inside. */
const splitJpegs = (film: Buffer): readonly Buffer[] => {
  const pictures: Buffer[] = []
  let from = 0
  while (from < film.length) {
    expect(film.readUInt16BE(from)).toBe(0xffd8)
    const end = film.indexOf(Buffer.from([0xff, 0xd9]), from) + 2
    expect(end).toBeGreaterThan(from + 2)
    pictures.push(film.subarray(from, end))
    from = end
  }
  return pictures
}

/** The mean column of what is much redder than blue, in the rows of the face: the turning face takes it along. */
const skinMiddle = async (jpeg: Buffer): Promise<number> => {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  let sum = 0
  let count = 0
  for (let y = Math.floor(info.height * 0.35); y < info.height * 0.62; y++) {
    for (let x = 0; x < info.width; x++) {
      const k = 3 * (y * info.width + x)
      if ((data[k] ?? 0) < (data[k + 2] ?? 0) + 30) continue
      sum += x
      count++
    }
  }
  return sum / count
}

import sharp from 'sharp'
import { expect, test, vi } from 'vitest'

import { builtPerson } from '../../specimens/persons/built-person.ts'
import { cast, castSeed } from '../../specimens/persons/cast.ts'
import { heldUp } from '../../specimens/persons/held-up.ts'
import { portraitPhoto, selfiePhoto } from '../../specimens/persons/photographs.ts'
import { renderPerson } from '../../specimens/persons/render-person.ts'
import { screenFlash, softWindow } from '../../specimens/persons/render/view.ts'
import { personTraits } from '../../specimens/persons/traits.ts'
import type { Raster } from '../../specimens/raster.ts'

// Drawing takes seconds where other work shares the processor.
vi.setConfig({ testTimeout: 30_000 })

const small = { width: 120, height: 150 }

test('the cast has no seed twice, and any whole number names one of it', () => {
  expect(new Set(cast).size).toBe(22)
  expect([0, 21, 22, -1].map(castSeed)).toEqual([cast[0], cast[21], cast[0], cast[21]])
})

test('the same seed is the same person, another seed another one', () => {
  expect(personTraits(cast[0])).toEqual(personTraits(cast[0]))
  expect(portraitPhoto(cast[0], small)).toEqual(portraitPhoto(cast[0], small))
  expect(difference(portraitPhoto(cast[0], small), portraitPhoto(cast[1], small))).toBeGreaterThan(
    5,
  )
})

test('a selfie is a JPEG of the size asked for, the same each time, and other than the portrait', async () => {
  const size = { width: 240, height: 320 }
  const first = await selfiePhoto(cast[0], size)
  expect(first.equals(await selfiePhoto(cast[0], size))).toBe(true)
  expect(await sharp(first).metadata()).toMatchObject({ format: 'jpeg', ...size })
  expect(first.equals(await selfiePhoto(cast[0], { ...size, light: 'lamp' }))).toBe(false)
})

test('a mask hides the mouth and sunglasses hide the eyes', async () => {
  const view = { ...small, lighting: softWindow, zoom: 2 }
  const bare = renderPerson(builtPerson(cast[0]), {}, view)
  const eyes = { fromY: 0.42, toY: 0.48 }
  const mouth = { fromY: 0.6, toY: 0.7 }
  const glasses = renderPerson(builtPerson(cast[0], { wears: ['sunglasses'] }), {}, view)
  const mask = renderPerson(builtPerson(cast[0], { wears: ['mask'] }), {}, view)
  expect(difference(bare, glasses, eyes)).toBeGreaterThan(2)
  expect(difference(bare, glasses, mouth)).toBeLessThan(1)
  expect(difference(bare, mask, mouth)).toBeGreaterThan(10)
})

test('a person beside the first changes one half of the picture most', async () => {
  const size = { width: 160, height: 120 }
  const together = await sharp(await selfiePhoto(cast[0], { ...size, besideSeed: cast[1] }))
    .raw()
    .toBuffer()
  const alone = await sharp(await selfiePhoto(cast[0], size))
    .raw()
    .toBuffer()
  expect(together.length).toBe(alone.length)
  expect(together.equals(alone)).toBe(false)
})

test('a flash of the screen falls on the face in its colour', () => {
  const dark = lit([0, 0, 0])
  const red = lit([1, 0, 0])
  expect((red[0] ?? 0) - (dark[0] ?? 0)).toBeGreaterThan(10_000)
  expect(red[2]).toBe(dark[2])
})

test('a held-up photograph keeps its border of paper or glass', () => {
  const photo = portraitPhoto(cast[0], small)
  const print = heldUp(photo, 'print', { yawDeg: 20 }, { width: 120, height: 160 })
  const screen = heldUp(photo, 'screen', { yawDeg: 20 }, { width: 120, height: 160 })
  expect(count(print, 226)).toBeGreaterThan(300)
  expect(count(screen, 12)).toBeGreaterThan(300)
})

/** Mean difference of two pictures in 8-bit steps, over the rows from one share of the height to another. */
const difference = (a: Raster, b: Raster, { fromY, toY } = { fromY: 0, toY: 1 }): number => {
  const from = Math.floor(a.height * fromY) * a.width * 3
  const to = Math.floor(a.height * toY) * a.width * 3
  let sum = 0
  for (let k = from; k < to; k++) sum += Math.abs((a.data[k] ?? 0) - (b.data[k] ?? 0))
  return sum / (to - from)
}

/** The sum of each channel over a picture of a face under the screen's light. */
const lit = (color: readonly [number, number, number]) => {
  const { data } = renderPerson(
    builtPerson(cast[2]),
    {},
    { ...small, lighting: screenFlash(color), autoExposure: false },
  )
  return [0, 1, 2].map((channel) =>
    data.reduce((sum, value, k) => sum + (k % 3 === channel ? value : 0), 0),
  )
}

const count = (raster: Raster, value: number): number =>
  raster.data.filter((v) => v === value).length

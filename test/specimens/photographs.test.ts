import { createHash } from 'node:crypto'

import { beforeAll, expect, test } from 'vitest'

import { makeIdentity } from '../../specimens/identity.ts'
import { renderLicence } from '../../specimens/licence.ts'
import type { Raster } from '../../specimens/raster.ts'
import { photographCard } from '../../specimens/scene.ts'
import { photographTilted, photographTiltedBurst } from '../../specimens/tilted.ts'

let front: Raster
beforeAll(async () => {
  const licence = await renderLicence({ seed: 8, identity: makeIdentity(8) })
  front = licence.front
})

const hash = ({ data }: Raster) => createHash('sha256').update(data).digest('hex')
const luma = ({ width, data }: Raster, x: number, y: number) =>
  data[(Math.round(y) * width + Math.round(x)) * 3 + 1] ?? 0

const takeMedium = (seed: number) => photographCard(front, { grade: 'medium', seed, width: 800 })
const take = (fault: object) =>
  photographCard(front, { grade: 'mild', seed: 1, width: 800, ...fault })
const mean = ({ data }: Raster) => data.reduce((sum, value) => sum + value, 0) / data.length
const burnt = ({ data }: Raster) => data.filter((value) => value === 255).length

const edgePx = async (thicknessMm: number) => {
  const { image, quad } = await photographTilted(front, {
    grade: 'mild',
    seed: 2,
    tiltDegrees: 45,
    thicknessMm,
    ground: 'dark',
  })
  const [, , right, left] = quad
  const x = (left.x + right.x) / 2
  const y = (left.y + right.y) / 2
  let rows = 0
  while (luma(image, x, y + rows) > 95) rows++
  return rows
}

test('the same seed takes the same photograph', async () => {
  const [first, again, other] = [await takeMedium(1), await takeMedium(1), await takeMedium(2)]
  expect(hash(again.image)).toBe(hash(first.image))
  expect(hash(other.image)).not.toBe(hash(first.image))
})

test('the corners told are those of a card of that shape, wholly inside the picture', async () => {
  for (const grade of ['mild', 'medium', 'hard'] as const) {
    for (const seed of [1, 2, 3]) {
      const { image, quad } = await photographCard(front, { grade, seed, width: 640 })
      const [a, b, , d] = quad
      for (const { x, y } of quad)
        expect([x > 0, y > 0, x < image.width, y < image.height]).toEqual([true, true, true, true])
      const ratio = Math.hypot(b.x - a.x, b.y - a.y) / Math.hypot(d.x - a.x, d.y - a.y)
      expect(ratio).toBeGreaterThan(1.35)
      expect(ratio).toBeLessThan(1.85)
    }
  }
})

test('the pale card begins where the corners say', async () => {
  const { image, quad } = await photographCard(front, { grade: 'mild', seed: 3, ground: 'dark' })
  for (const [at, from] of quad.entries()) {
    const to = quad[(at + 1) % 4] ?? from
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    const inwards = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
    const level = (px: number) => luma(image, middle.x + inwards.x * px, middle.y + inwards.y * px)
    expect(level(6) - level(-6 - (at === 2 || at === 1 ? 8 : 0))).toBeGreaterThan(80)
  }
})

test('faults do what they say', async () => {
  const plain = await take({})
  expect(mean((await take({ dark: 0.2 })).image)).toBeLessThan(mean(plain.image) * 0.3)
  expect(burnt((await take({ glare: true })).image)).toBeGreaterThan(burnt(plain.image) + 10_000)
  expect((await take({ cropped: true })).quad[0].x).toBeLessThan(0)
  expect(sharpness((await take({ blur: 4 })).image)).toBeLessThan(sharpness(plain.image) / 2)
})

test('seen askew, a card shows a broad edge and paper hardly any', async () => {
  const [card, paper] = [await edgePx(0.76), await edgePx(0.1)]
  expect(card).toBeGreaterThanOrEqual(5)
  expect(card).toBeLessThanOrEqual(12)
  expect(paper).toBeLessThanOrEqual(2)
})

test('a burst is five frames whose tilt stays near what was asked for', async () => {
  const frames = await photographTiltedBurst(front, {
    grade: 'mild',
    seed: 5,
    tiltDegrees: -48,
    width: 480,
  })
  expect(frames.map(({ visibleEdge }) => visibleEdge)).toEqual(Array(5).fill('upper'))
  for (const { pose } of frames) expect(Math.abs(pose.tiltDegrees + 48)).toBeLessThan(8)
})

function sharpness({ width, data }: Raster): number {
  let sum = 0
  for (let at = 1; at < data.length / 3 - width; at++)
    sum += Math.abs((data[at * 3 + 1] ?? 0) - (data[at * 3 - 2] ?? 0)) ** 2
  return sum
}

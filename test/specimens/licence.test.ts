import { createHash } from 'node:crypto'

import { expect, test } from 'vitest'

import { parseJapaneseDate } from '../../domain/dates.ts'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import { isLicenceNumber } from '../../domain/numbers.ts'
import { alteredNumber } from '../../specimens/attacks.ts'
import { makeIdentity } from '../../specimens/identity.ts'
import { makeLicenceData } from '../../specimens/licence-data.ts'
import { renderLicence } from '../../specimens/licence.ts'
import type { Raster } from '../../specimens/raster.ts'

const seeds = Array.from({ length: 200 }, (_, seed) => seed)
const draw = (seed: number) => renderLicence({ seed, identity: makeIdentity(seed) })
const hash = ({ data }: Raster) => createHash('sha256').update(data).digest('hex')

test('the same seed draws the same licence, another seed another one', async () => {
  const [first, again, other] = [await draw(4), await draw(4), await draw(5)]
  expect(hash(again.front)).toBe(hash(first.front))
  expect(hash(again.back)).toBe(hash(first.back))
  expect(hash(other.front)).not.toBe(hash(first.front))
})

test('each value stands inside its field of the catalogue', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { truth } = await renderLicence({
      seed,
      identity: makeIdentity(seed),
      backEntries: [{ date: '2025-04-02', text: '新住所　東京都新宿区西新宿2丁目8番1号' }],
    })
    for (const { key, slot, box } of documentCatalogue.DRIVERS_LICENCE.fields) {
      const printed = (slot === 'FRONT' ? truth.front : truth.back)[key]
      if (!printed) continue
      const { x0, y0, x1, y1 } = printed.box
      expect([key, x0 >= box.x0, y0 >= box.y0, x1 <= box.x1, y1 <= box.y1]).toEqual([
        key,
        true,
        true,
        true,
        true,
      ])
    }
    expect(truth.front.name).toBeDefined()
    expect(truth.back.addressChange).toBeDefined()
  }
})

test('numbers carry their check digit, unless a wrong one is asked for', () => {
  for (const seed of seeds) {
    const identity = makeIdentity(seed)
    expect(isLicenceNumber(makeLicenceData({ seed, identity }).number)).toBe(true)
    const wrong = makeLicenceData({ seed, identity, wrongCheckDigit: true })
    expect(isLicenceNumber(wrong.number)).toBe(false)
  }
})

test('an unaltered licence is valid today and its days follow each other', () => {
  for (const seed of seeds) {
    const identity = makeIdentity(seed)
    const licence = makeLicenceData({ seed, identity, today: '2026-11-22' })
    const first = licence.firstIssued[1] ?? ''
    expect([seed, identity.birthDate < first, first <= licence.issueDate]).toEqual([
      seed,
      true,
      true,
    ])
    expect([seed, licence.issueDate <= '2026-11-22', licence.expiryDate > '2026-11-22']).toEqual([
      seed,
      true,
      true,
    ])
  }
})

test('printed days can be read back', async () => {
  const { truth } = await renderLicence({ seed: 6, identity: makeIdentity(6) })
  const read = (key: 'birthDate' | 'expiryDate' | 'issueDate') =>
    parseJapaneseDate(truth.front[key]?.text ?? '')?.iso
  expect([read('birthDate'), read('issueDate'), read('expiryDate')]).toEqual([
    truth.data.birthDate,
    truth.data.issueDate,
    truth.data.expiryDate,
  ])
})

test('an altered digit changes only the picture of the number, and breaks the check digit', async () => {
  const options = { seed: 9, identity: makeIdentity(9) }
  const real = await renderLicence(options)
  const altered = await alteredNumber(options)
  expect(isLicenceNumber(real.truth.front.number?.text ?? '')).toBe(true)
  expect(isLicenceNumber(altered.truth.front.number?.text ?? '')).toBe(false)
  const rows = new Set<number>()
  for (let at = 0; at < real.front.data.length; at++)
    if (real.front.data[at] !== altered.front.data[at])
      rows.add(Math.floor(at / 3 / real.front.width) / real.front.height)
  const number = documentCatalogue.DRIVERS_LICENCE.fields.find(({ key }) => key === 'number')
  expect(rows.size).toBeGreaterThan(20)
  expect(Math.min(...rows)).toBeGreaterThan((number?.box.y0 ?? 1) - 0.01)
  expect(Math.max(...rows)).toBeLessThan((number?.box.y1 ?? 0) + 0.01)
})

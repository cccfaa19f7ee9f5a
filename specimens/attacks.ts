import { licenceCheckDigit } from '../domain/numbers.ts'
import { makeLicenceData } from './licence-data.ts'
import { cardPixels, renderLicence } from './licence.ts'
import type { Licence, LicenceOptions } from './licence.ts'
import { createRandom } from './random.ts'
import { blurRaster } from './raster.ts'
import type { Raster } from './raster.ts'

/** A black-and-white copy: grey, hard contrast, toner dust. Photograph it with `paper: true`. */
export function photocopy(card: Raster, seed: number): Raster {
  const random = createRandom(seed + 801)
  const data = new Uint8Array(card.data.length)
  for (let o = 0; o < data.length; o += 3) {
    const grey = 0.3 * byte(card, o) + 0.59 * byte(card, o + 1) + 0.11 * byte(card, o + 2)
    const dust = random.next() < 0.0008 ? -140 : random.next() * 14 - 7
    data.fill(clamp((grey - 128) * 1.25 + 132 + dust), o, o + 3)
  }
  return { width: card.width, height: card.height, data }
}

/**
 * The card as a display shows it and a camera takes it: bluish, stripes of sub-pixels, and moiré where their raster
 * beats with the sensor's.
 */
export async function screenCopy(card: Raster, seed: number): Promise<Raster> {
  const random = createRandom(seed + 802)
  const soft = await blurRaster(card, 1.2)
  const data = new Uint8Array(soft.data.length)
  const pitch = 2.6 + random.next() * 0.5
  const lean = 0.03 + random.next() * 0.05
  const beat = 70 + random.next() * 60
  for (let y = 0; y < card.height; y++) {
    for (let x = 0; x < card.width; x++) {
      const o = (y * card.width + x) * 3
      const row = 0.92 + 0.08 * Math.cos((y / pitch) * 2 * Math.PI)
      for (let channel = 0; channel < 3; channel++) {
        const stripe = Math.cos(((x + lean * y) / pitch + channel / 3) * 2 * Math.PI)
        const wave = Math.cos(((x + 0.6 * y) / beat + channel / 3) * 2 * Math.PI)
        const tint = channel === 2 ? 1.04 : 0.97
        data[o + channel] = clamp(
          (byte(soft, o + channel) * 0.94 + 9) * tint * row * (1 + 0.07 * stripe + 0.05 * wave),
        )
      }
    }
  }
  return { width: card.width, height: card.height, data }
}

/** One digit of the number pasted over, in another typeface on a plain patch; the check digit no longer fits. */
export async function alteredNumber(options: LicenceOptions): Promise<Licence> {
  const real = await renderLicence(options)
  const { number } = makeLicenceData(options)
  const random = createRandom(options.seed + 803)
  const at = random.int(4, 9)
  const altered = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((step) => number.slice(0, at) + ((Number(number[at]) + step) % 10) + number.slice(at + 1))
    .find((candidate) => licenceCheckDigit(candidate.slice(0, 10)) !== Number(candidate[10]))
  const printed = real.truth.front.number
  if (!altered || !printed) return real
  const pasted = await renderLicence({ ...options, typeface: 'biz-bold', numberOverride: altered })

  // Paste the cell of that digit from the other print, lightened as a patch of paper is.
  const { box } = printed
  const cell = (box.x1 - box.x0) / number.length
  const x0 = Math.round((box.x0 + (at - 0.1) * cell) * cardPixels.width)
  const x1 = Math.round((box.x0 + (at + 0.95) * cell) * cardPixels.width)
  const y0 = Math.round((box.y0 - 0.006) * cardPixels.height)
  const y1 = Math.round((box.y1 + 0.006) * cardPixels.height)
  const front = { ...real.front, data: new Uint8Array(real.front.data) }
  for (let y = y0; y < y1; y++) {
    for (let o = (y * front.width + x0) * 3; o < (y * front.width + x1) * 3; o++)
      front.data[o] = clamp(byte(pasted.front, o) + 8)
  }
  return {
    ...real,
    front,
    truth: { ...real.truth, front: { ...real.truth.front, number: { text: altered, box } } },
  }
}

const byte = (raster: Raster, at: number): number => raster.data[at] ?? 0
const clamp = (value: number): number => Math.min(255, Math.max(0, value))

import sharp from 'sharp'
import type { CardBox } from '../../domain/geometry.ts'
import { toGrey } from '../pixels/grey.ts'
import type { RgbPixels } from '../pixels/pixels.ts'

/** Margin round a field's box, in fractions of the card: a region that clips a glyph can't be read. */
const margin = { x: 0.004, y: 0.014 } as const
const quietPx = 12

interface Ink {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  readonly grey: Uint8Array
  readonly mask: Uint8Array
  readonly paper: number
}

export interface CutField {
  /** One PNG a line of print, top to bottom; empty where there is no ink. */
  readonly lines: readonly Buffer[]
  /** Share of the box that is ink. */
  readonly inkShare: number
}

/**
 * Cuts the print out of a field of the card (1500 px wide): finds the ink, takes the table's rules away, and gives each line with
 * its whole glyphs and a quiet margin, in stretched grey.
 * @param maxLines 1: everything belongs to one line
 */
export async function cutLines(card: RgbPixels, box: CardBox, maxLines: number): Promise<CutField> {
  const ink = findInk(card, box)
  removeRules(ink)
  const marked = ink.mask.reduce((sum, value) => sum + value, 0)
  const inkShare = marked / ink.mask.length
  const bands = rowBands(ink, maxLines)
  const lines = await Promise.all(bands.map((band) => toPng(ink, band)))
  return { lines: lines.filter((line) => line !== null), inkShare }
}

function findInk(card: RgbPixels, box: CardBox): Ink {
  const left = Math.max(0, Math.round((box.x0 - margin.x) * card.width))
  const right = Math.min(card.width, Math.round((box.x1 + margin.x) * card.width))
  const top = Math.max(0, Math.round((box.y0 - margin.y) * card.height))
  const bottom = Math.min(card.height, Math.round((box.y1 + margin.y) * card.height))
  const width = right - left
  const height = bottom - top
  const part = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * card.width + left) * 3
    part.set(card.data.subarray(from, from + width * 3), y * width * 3)
  }
  const grey = toGrey({ width, height, data: part }).data
  // Paper is the upper part of the levels, print the lowest: half-way between them is ink.
  const sorted = Uint8Array.from(grey).toSorted()
  const paper = sorted[Math.floor(sorted.length * 0.7)] ?? 255
  const darkest = sorted[Math.floor(sorted.length * 0.01)] ?? 0
  const level = paper - Math.max(24, (paper - darkest) * 0.42)
  const mask = grey.map((value) => (value < level ? 1 : 0))
  return { width, height, left, top, grey, mask, paper }
}

/** Straight lines over most of the region are the form's, not print; they become paper. */
function removeRules({ width, height, grey, mask, paper }: Ink): void {
  const wipe = (at: number) => {
    mask[at] = 0
    grey[at] = paper
  }
  for (let y = 0; y < height; y++) {
    let count = 0
    for (let x = 0; x < width; x++) count += mask[y * width + x] ?? 0
    if (count > 0.55 * width)
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let x = 0; x < width; x++) wipe(row * width + x)
  }
  for (let x = 0; x < width; x++) {
    // Only at the ends: a tall stem in the middle is print.
    if (x > 14 && x < width - 14) continue
    let count = 0
    for (let y = 0; y < height; y++) count += mask[y * width + x] ?? 0
    if (count > 0.7 * height)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
        for (let y = 0; y < height; y++) wipe(y * width + column)
  }
}

interface Band {
  readonly top: number
  readonly bottom: number
}

function rowBands({ width, height, mask }: Ink, maxLines: number): readonly Band[] {
  const inked = (y: number) => {
    let count = 0
    for (let x = 0; x < width; x++) count += mask[y * width + x] ?? 0
    return count >= 2
  }
  const bands: { top: number; bottom: number }[] = []
  let open: { top: number; bottom: number } | null = null
  for (let y = 0; y < height; y++) {
    if (!inked(y)) {
      if (open && y - open.bottom > 3) open = null
      continue
    }
    if (open) open.bottom = y
    else bands.push((open = { top: y, bottom: y }))
  }
  if (maxLines > 1) return bands.filter(({ top, bottom }) => bottom - top >= 14).slice(0, maxLines)
  // One line: the tallest band, and what belongs to it above and below (三 and 二 have gaps).
  const main = bands.toSorted((a, b) => b.bottom - b.top - (a.bottom - a.top))[0]
  if (!main || main.bottom - main.top < 12) return []
  const near = bands.filter(
    ({ top, bottom }) =>
      bottom - top >= 2 &&
      top - main.bottom < 6 &&
      main.top - bottom < 6 &&
      top > 2 &&
      bottom < height - 3,
  )
  return [
    {
      top: Math.min(main.top, ...near.map(({ top }) => top)),
      bottom: Math.max(main.bottom, ...near.map(({ bottom }) => bottom)),
    },
  ]
}

async function toPng(
  { width, height, grey, mask, paper }: Ink,
  { top, bottom }: Band,
): Promise<Buffer | null> {
  let first = width
  let last = -1
  for (let x = 0; x < width; x++)
    for (let y = top; y <= bottom; y++)
      if (mask[y * width + x] === 1) {
        first = Math.min(first, x)
        last = Math.max(last, x)
      }
  if (last < first) return null
  const x0 = Math.max(0, first - quietPx)
  const x1 = Math.min(width, last + 1 + quietPx)
  const y0 = Math.max(0, top - 6)
  const y1 = Math.min(height, bottom + 7)
  const outWidth = x1 - x0 + 2 * quietPx
  const outHeight = y1 - y0 + 2 * quietPx
  const out = new Uint8Array(outWidth * outHeight).fill(paper)
  for (let y = y0; y < y1; y++)
    out.set(grey.subarray(y * width + x0, y * width + x1), (y - y0 + quietPx) * outWidth + quietPx)
  return sharp(out, { raw: { width: outWidth, height: outHeight, channels: 1 } })
    .normalise()
    .png({ compressionLevel: 1 })
    .toBuffer()
}

import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type { CardBox } from '../../domain/geometry.ts'
import { measureExposure } from '../pixels/exposure.ts'
import { toGrey } from '../pixels/grey.ts'
import type { Grey, RgbPixels } from '../pixels/pixels.ts'

export interface SideScores {
  /** 0…1 each: how much it looks like that side of a driving licence, the right way up. */
  readonly front: number
  readonly back: number
  /** Mean chroma (levels) of belt and portrait: near 0 on a grey copy. */
  readonly chroma: number
}

/**
 * Looks at what a licence has at known places: the portrait, the coloured belt, the blue upright title, the table's rules; on the
 * back two framed fields with rows of print. No reading; a few milliseconds on the rectified card.
 */
export function classifySide(card: RgbPixels): SideScores {
  const grey = toGrey(card)
  const white = measureExposure(grey).p90
  const { portrait: portraitBox } = documentCatalogue.DRIVERS_LICENCE
  if (portraitBox === null) return { front: 0, back: 0, chroma: 0 }
  const portrait = darkShare(grey, portraitBox, white - 35)
  const belt = beltContrast(card, grey)
  const frontRules = share([0.056, 0.129, 0.204, 0.279], (y) => hasRule(grey, y, 0.13, 0.6))
  const title = darkShare(grey, titleBox, white - 45)
  const front =
    0.4 * ramp(portrait, 0.25, 0.6) +
    0.25 * ramp(belt, 6, 18) +
    0.25 * frontRules +
    0.1 * (title > 0.04 && title < 0.6 ? 1 : 0)

  const dark = darkShare(grey, { x0: 0.04, y0: 0.04, x1: 0.96, y1: 0.96 }, white - 60)
  const rows = textRows(grey, { x0: 0.05, y0: 0.59, x1: 0.5, y1: 0.95 })
  // Rows of print in the lower field only: upside down they stand in the upper one.
  const upperRows = textRows(grey, { x0: 0.05, y0: 0.05, x1: 0.5, y1: 0.41 })
  const back =
    0.4 * ramp(rows, 2, 5) +
    0.2 * (rows > upperRows ? 1 : 0) +
    0.2 * (1 - ramp(dark, 0.12, 0.35)) +
    0.2 * (1 - ramp(portrait, 0.2, 0.5))
  const paper = 1 - ramp(dark, 0.35, 0.6)
  return {
    front: front * paper,
    back: back * paper,
    chroma: Math.max(chroma(card, beltBox), chroma(card, portraitBox)),
  }
}

export const beltBox: CardBox = { x0: 0.045, y0: 0.355, x1: 0.62, y1: 0.433 }
const titleBox: CardBox = { x0: 0.636, y0: 0.392, x1: 0.678, y1: 0.796 }
const stripBox: CardBox = { x0: 0.05, y0: 0.138, x1: 0.3, y1: 0.195 }

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length

function bounds(
  { width, height }: { readonly width: number; readonly height: number },
  box: CardBox,
) {
  return {
    left: Math.round(box.x0 * width),
    right: Math.round(box.x1 * width),
    top: Math.round(box.y0 * height),
    bottom: Math.round(box.y1 * height),
  }
}

function darkShare(grey: Grey, box: CardBox, level: number): number {
  const { left, right, top, bottom } = bounds(grey, box)
  let dark = 0
  let count = 0
  for (let y = top; y < bottom; y += 2)
    for (let x = left; x < right; x += 2) {
      count++
      if ((grey.data[y * grey.width + x] ?? 0) < level) dark++
    }
  return count === 0 ? 0 : dark / count
}

/** Mean of max − min over the channels, after the print's white is taken as neutral. */
export function chroma(card: RgbPixels, box: CardBox): number {
  const { left, right, top, bottom } = bounds(card, box)
  let sum = 0
  let count = 0
  for (let y = top; y < bottom; y += 2)
    for (let x = left; x < right; x += 2) {
      const at = (y * card.width + x) * 3
      const red = card.data[at] ?? 0
      const green = card.data[at + 1] ?? 0
      const blue = card.data[at + 2] ?? 0
      sum += Math.max(red, green, blue) - Math.min(red, green, blue)
      count++
    }
  return count === 0 ? 0 : sum / count
}

/** How much darker or more coloured the belt is than the empty strip above it, in levels. */
function beltContrast(card: RgbPixels, grey: Grey): number {
  const colour = chroma(card, beltBox) - chroma(card, stripBox)
  return Math.max(colour, medianOf(grey, stripBox) - medianOf(grey, beltBox))
}

function medianOf(grey: Grey, box: CardBox): number {
  const { left, right, top, bottom } = bounds(grey, box)
  const width = right - left
  const data = new Uint8Array(width * (bottom - top))
  for (let y = top; y < bottom; y++)
    data.set(grey.data.subarray(y * grey.width + left, y * grey.width + right), (y - top) * width)
  return measureExposure({ width, height: bottom - top, data }).median
}

/** A thin dark line across, within 1.5 % of where it belongs. */
function hasRule(grey: Grey, y: number, x0: number, x1: number): boolean {
  const { left, right, top, bottom } = bounds(grey, { x0, x1, y0: y - 0.015, y1: y + 0.015 })
  const mean = (row: number) => {
    let sum = 0
    for (let x = left; x < right; x += 2) sum += grey.data[row * grey.width + x] ?? 0
    return sum / Math.ceil((right - left) / 2)
  }
  for (let row = Math.max(6, top); row < bottom; row++) {
    const beside = Math.min(mean(row - 5), mean(row + 5))
    if (beside - mean(row) > 5) return true
  }
  return false
}

/** Bands of print in a region, told by rows with ink between rows without. */
function textRows(grey: Grey, box: CardBox): number {
  const { left, right, top, bottom } = bounds(grey, box)
  const level = medianOf(grey, box) - 28
  let bands = 0
  let inside = false
  let blank = 0
  for (let y = top; y < bottom; y++) {
    let ink = 0
    for (let x = left; x < right; x++) if ((grey.data[y * grey.width + x] ?? 0) < level) ink++
    if (ink > 0.03 * (right - left)) {
      if (!inside) bands++
      inside = true
      blank = 0
    } else if (++blank >= 2) inside = false
  }
  return bands
}

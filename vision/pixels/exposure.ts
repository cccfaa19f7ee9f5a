import type { Grey } from './pixels.ts'

export interface Exposure {
  /** Levels 0…255 below which 5, 50 and 90 % of the pixels lie; the last is the paper's white on a card. */
  readonly p5: number
  readonly median: number
  readonly p90: number
  /** Share of pixels at 250 and above. */
  readonly clipped: number
}

export function measureExposure({ data }: Grey): Exposure {
  const histogram = new Uint32Array(256)
  for (const level of data) histogram[level] = (histogram[level] ?? 0) + 1
  const levelAt = (share: number) => {
    let left = share * data.length
    for (const [level, count] of histogram.entries()) {
      left -= count
      if (left <= 0) return level
    }
    return 255
  }
  const clipped = histogram.subarray(250).reduce((sum, count) => sum + count, 0) / data.length
  return { p5: levelAt(0.05), median: levelAt(0.5), p90: levelAt(0.9), clipped }
}

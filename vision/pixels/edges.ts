import { channelsOf, type Pixels } from './pixels.ts'

/** Gradient of a small picture, per pixel in the colour channel where it is strongest. */
export interface Edges {
  readonly width: number
  readonly height: number
  readonly gx: Float32Array
  readonly gy: Float32Array
  readonly strength: Float32Array
  /** Strength from which a pixel counts as edge; follows the picture's own contrast. */
  readonly threshold: number
}

/** Sobel gradients. Colour counts: a white card on a yellow desk hardly differs in luma. */
export function findEdges(pixels: Pixels): Edges {
  const { width, height, data } = pixels
  const channels = channelsOf(pixels)
  const size = width * height
  const gx = new Float32Array(size)
  const gy = new Float32Array(size)
  const strength = new Float32Array(size)
  const row = width * channels
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const to = y * width + x
      let best = 0
      for (let c = 0; c < 3; c++) {
        const at = to * channels + c
        const nw = data[at - row - channels] ?? 0
        const n = data[at - row] ?? 0
        const ne = data[at - row + channels] ?? 0
        const w = data[at - channels] ?? 0
        const e = data[at + channels] ?? 0
        const sw = data[at + row - channels] ?? 0
        const s = data[at + row] ?? 0
        const se = data[at + row + channels] ?? 0
        const dx = ne + 2 * e + se - nw - 2 * w - sw
        const dy = sw + 2 * s + se - nw - 2 * n - ne
        const squared = dx * dx + dy * dy
        if (squared > best) {
          best = squared
          gx[to] = dx
          gy[to] = dy
        }
      }
      strength[to] = Math.sqrt(best)
    }
  return { width, height, gx, gy, strength, threshold: edgeThreshold(strength) }
}

/** Above the noise of most pixels, but low enough for a pale card on pale ground. */
function edgeThreshold(strength: Float32Array): number {
  const histogram = new Uint32Array(512)
  for (const value of strength) {
    const bin = Math.min(511, Math.round(value))
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  let left = strength.length * 0.8
  for (const [bin, count] of histogram.entries()) {
    left -= count
    if (left <= 0) return Math.min(90, Math.max(24, bin))
  }
  return 90
}

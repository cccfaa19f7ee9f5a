import type { Grey } from './pixels.ts'

export interface Sharpness {
  /**
   * 0 (crisp) … 1 (blurred): how little a further blur would change, the worse of both axes, so motion shows
   * (F. Crété et al., The Blur Effect: Perception and Estimation with a New No-Reference Perceptual Blur Metric, 2007).
   */
  readonly blur: number
  /** Variance of the Laplacian: low on defocus and on pictures without detail. */
  readonly laplacian: number
}

/** Sharpness of a rectified card; for other sizes the figures shift. */
export function measureSharpness(grey: Grey): Sharpness {
  const blur = Math.max(blurAlong(grey, 1, grey.width), blurAlong(grey, grey.width, grey.height))
  return { blur, laplacian: laplacianVariance(grey) }
}

const taps = 9

function blurAlong({ width, height, data }: Grey, step: number, length: number): number {
  const lines = step === 1 ? height : width
  const lineStep = step === 1 ? width : 1
  let variation = 0
  let lost = 0
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    let sum = 0
    for (let k = 0; k < taps; k++) sum += data[start + k * step] ?? 0
    let blurredBefore = sum / taps
    for (let k = 5; k + 4 < length; k++) {
      const at = start + k * step
      sum += (data[at + 4 * step] ?? 0) - (data[at - 5 * step] ?? 0)
      const blurred = sum / taps
      const sharpStep = Math.abs((data[at] ?? 0) - (data[at - step] ?? 0))
      const blurredStep = Math.abs(blurred - blurredBefore)
      blurredBefore = blurred
      variation += sharpStep
      if (sharpStep > blurredStep) lost += sharpStep - blurredStep
    }
  }
  return variation === 0 ? 1 : (variation - lost) / variation
}

function laplacianVariance({ width, height, data }: Grey): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const value =
        (data[at - 1] ?? 0) +
        (data[at + 1] ?? 0) +
        (data[at - width] ?? 0) +
        (data[at + width] ?? 0) -
        4 * (data[at] ?? 0)
      sum += value
      squares += value * value
      count++
    }
  if (count === 0) return 0
  const mean = sum / count
  return squares / count - mean * mean
}

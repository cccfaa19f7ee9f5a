import type { Raster } from '../raster.ts'

/** Maps a pixel of the result to a pixel of the source: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/**
 * Samples a picture through an affine map into `width` × `height` pixels. Outside the source is black. Where the map
 * shrinks, whole blocks are averaged first, so that nothing aliases.
 */
export function sampleAffine(
  source: Raster,
  [a, b, c, d, e, f]: Affine,
  width: number,
  height: number,
): Raster {
  const block = Math.max(1, Math.floor(Math.hypot(a, d) + 0.25))
  const { width: w, height: h, data: from } = block === 1 ? source : shrinkByBlocks(source, block)
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const sx = (a * x + b * y + c + 0.5) / block - 0.5
      const sy = (d * x + e * y + f + 0.5) / block - 0.5
      const x0 = Math.floor(sx)
      const y0 = Math.floor(sy)
      if (x0 < -1 || y0 < -1 || x0 >= w || y0 >= h) continue
      const u = sx - x0
      const v = sy - y0
      const left = Math.max(0, x0) * 3
      const right = Math.min(w - 1, x0 + 1) * 3
      const top = Math.max(0, y0) * w * 3
      const bottom = Math.min(h - 1, y0 + 1) * w * 3
      const topLeft = (1 - u) * (1 - v)
      const topRight = u * (1 - v)
      const bottomLeft = (1 - u) * v
      const bottomRight = u * v
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] =
          (from[top + left + channel] ?? 0) * topLeft +
          (from[top + right + channel] ?? 0) * topRight +
          (from[bottom + left + channel] ?? 0) * bottomLeft +
          (from[bottom + right + channel] ?? 0) * bottomRight +
          0.5
    }
  }
  return { width, height, data }
}

function shrinkByBlocks({ width, height, data }: Raster, block: number): Raster {
  const w = Math.max(1, Math.floor(width / block))
  const h = Math.max(1, Math.floor(height / block))
  const out = new Uint8Array(w * h * 3)
  const count = block * block
  for (let y = 0, at = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let dy = 0; dy < block; dy++) {
        let from = ((y * block + dy) * width + x * block) * 3
        for (let dx = 0; dx < block; dx++) {
          red += data[from++] ?? 0
          green += data[from++] ?? 0
          blue += data[from++] ?? 0
        }
      }
      out[at++] = red / count
      out[at++] = green / count
      out[at++] = blue / count
    }
  }
  return { width: w, height: h, data: out }
}

export interface TensorLayout {
  readonly order?: 'RGB' | 'BGR'
  /** value = (pixel − mean) / deviation, for red, green and blue. */
  readonly mean?: readonly [number, number, number]
  readonly deviation?: readonly [number, number, number]
}

/** Pixels as a net wants them: planes (NCHW) of floats. */
export function toTensor(
  { width, height, data }: Raster,
  { order = 'RGB', mean = [0, 0, 0], deviation = [1, 1, 1] }: TensorLayout = {},
): Float32Array {
  const area = width * height
  const tensor = new Float32Array(area * 3)
  for (let channel = 0; channel < 3; channel++) {
    const plane = (order === 'RGB' ? channel : 2 - channel) * area
    const offset = mean[channel] ?? 0
    const scale = 1 / (deviation[channel] ?? 1)
    for (let i = 0; i < area; i++)
      tensor[plane + i] = ((data[i * 3 + channel] ?? 0) - offset) * scale
  }
  return tensor
}

/** A rectangle of a picture, clipped to it. */
export function crop(source: Raster, x: number, y: number, width: number, height: number): Raster {
  const left = Math.min(source.width - 1, Math.max(0, Math.floor(x)))
  const top = Math.min(source.height - 1, Math.max(0, Math.floor(y)))
  const w = Math.max(1, Math.min(source.width, Math.ceil(x + width)) - left)
  const h = Math.max(1, Math.min(source.height, Math.ceil(y + height)) - top)
  const data = new Uint8Array(w * h * 3)
  for (let row = 0; row < h; row++) {
    const from = ((top + row) * source.width + left) * 3
    data.set(source.data.subarray(from, from + w * 3), row * w * 3)
  }
  return { width: w, height: h, data }
}

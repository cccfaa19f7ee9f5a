import type { Quad } from '../../domain/geometry.ts'
import { quadSize } from '../pixels/quads.ts'
import { toGrey } from '../pixels/grey.ts'
import { warpQuad } from '../pixels/warp.ts'
import type { Raster } from '../raster.ts'

/** Side of the squares that are transformed; a power of two. */
const size = 64

/**
 * Looks for a raster of dots or lines all over the card at the picture's own resolution: displays show one (with moiré), printers
 * another. The spectra of many squares are averaged, so print and guilloche, which differ from place to place, drop out.
 */
export function periodicity(
  image: Raster,
  quad: Quad,
): { readonly screen: number; readonly print: number } {
  const { width, height } = quadSize(quad)
  const card = toGrey(
    warpQuad(image, quad, {
      width: Math.round(Math.min(2000, width)),
      height: Math.round(Math.min(1260, height)),
    }),
  )
  const spectrum = new Float64Array(size * size)
  let squares = 0
  const re = new Float64Array(size * size)
  const im = new Float64Array(size * size)
  for (let top = size; top + size < card.height - size; top += size * 1.5)
    for (let left = size; left + size < card.width - size; left += size * 1.5) {
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          const window = hann(x) * hann(y)
          re[y * size + x] =
            window * (card.data[(Math.floor(top) + y) * card.width + Math.floor(left) + x] ?? 0)
          im[y * size + x] = 0
        }
      fft2(re, im)
      for (let i = 0; i < spectrum.length; i++)
        spectrum[i] = (spectrum[i] ?? 0) + Math.log(1 + Math.hypot(re[i] ?? 0, im[i] ?? 0))
      squares++
    }
  if (squares === 0) return { screen: 0, print: 0 }
  // A raster is a point that stands out from its surroundings, away from the centre (big shapes) .
  let axial = 0
  let diagonal = 0
  for (let v = -size / 2 + 3; v < size / 2 - 3; v++)
    for (let u = -size / 2 + 3; u < size / 2 - 3; u++) {
      const radius = Math.hypot(u, v)
      if (radius < size * 0.14) continue
      const peak = (at(spectrum, u, v) - around(spectrum, u, v)) / squares
      const angle = Math.abs(Math.atan2(v, u)) % (Math.PI / 2)
      if (Math.min(angle, Math.PI / 2 - angle) < 0.3) axial = Math.max(axial, peak)
      else diagonal = Math.max(diagonal, peak)
    }
  return { screen: ramp(axial, 0.9, 2), print: ramp(diagonal, 0.9, 2) }
}

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

const hann = (i: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size)

const at = (spectrum: Float64Array, u: number, v: number): number =>
  spectrum[((v + size) % size) * size + ((u + size) % size)] ?? 0

/** Mean of the ring three bins away. */
function around(spectrum: Float64Array, u: number, v: number): number {
  let sum = 0
  let count = 0
  for (let dv = -3; dv <= 3; dv++)
    for (let du = -3; du <= 3; du++) {
      if (Math.max(Math.abs(du), Math.abs(dv)) < 3) continue
      sum += at(spectrum, u + du, v + dv)
      count++
    }
  return sum / count
}

function fft2(re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < size; i++) fft(re, im, i * size, 1)
  for (let i = 0; i < size; i++) fft(re, im, i, size)
}

/** Cooley–Tukey, in place, over `size` values `step` apart. */
function fft(re: Float64Array, im: Float64Array, start: number, step: number): void {
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      swap(re, start + i * step, start + j * step)
      swap(im, start + i * step, start + j * step)
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const angle = (-2 * Math.PI) / length
    for (let block = 0; block < size; block += length)
      for (let k = 0; k < length / 2; k++) {
        const cos = Math.cos(angle * k)
        const sin = Math.sin(angle * k)
        const a = start + (block + k) * step
        const b = a + (length / 2) * step
        const rb = re[b] ?? 0
        const ib = im[b] ?? 0
        const tr = rb * cos - ib * sin
        const ti = rb * sin + ib * cos
        re[b] = (re[a] ?? 0) - tr
        im[b] = (im[a] ?? 0) - ti
        re[a] = (re[a] ?? 0) + tr
        im[a] = (im[a] ?? 0) + ti
      }
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? 0
  values[i] = values[j] ?? 0
  values[j] = kept
}

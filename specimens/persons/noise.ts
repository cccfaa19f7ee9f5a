import { at } from './scalars.ts'

/** A number from 0 to 1 that depends on two whole numbers and a salt alone. */
export const hashNoise = (x: number, y: number, salt: number): number => {
  let hash = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(salt, 1274126177)
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}

/** Value noise, 0 to 1, smooth over a grid of unit cells. */
export const smoothNoise = (x: number, y: number, salt: number): number => {
  const left = Math.floor(x)
  const bottom = Math.floor(y)
  let u = x - left
  let v = y - bottom
  u = u * u * (3 - 2 * u)
  v = v * v * (3 - 2 * v)
  const a = hashNoise(left, bottom, salt)
  const b = hashNoise(left + 1, bottom, salt)
  const c = hashNoise(left, bottom + 1, salt)
  const d = hashNoise(left + 1, bottom + 1, salt)
  return a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v
}

/** Three octaves of smooth noise, 0 to 1. */
export const cloudNoise = (x: number, y: number, salt: number): number =>
  (smoothNoise(x, y, salt) * 4 +
    smoothNoise(x * 2, y * 2, salt + 1) * 2 +
    smoothNoise(x * 4, y * 4, salt + 2)) /
  7

/** A source of numbers from 0 to 1 for a person's traits. The cast is tied to this very sequence: change nothing. */
export const createTraitRandom = (seed: number): (() => number) => {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bf03635) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let index = 0; index < 8; index++) next()
  return next
}

/** The sum of a buffer's neighbourhood means is expensive; this samples five by five points, `step` apart. */
export const neighbourhoodMean = (
  heights: Float32Array,
  rows: number,
  columns: number,
  row: number,
  column: number,
  step: number,
): number => {
  let sum = 0
  let count = 0
  for (let r = row - 2 * step; r <= row + 2 * step; r += step) {
    for (let c = column - 2 * step; c <= column + 2 * step; c += step) {
      if (r < 0 || c < 0 || r >= rows || c >= columns) continue
      sum += at(heights, r * columns + c)
      count++
    }
  }
  return sum / count
}

import { at } from '../scalars.ts'
import type { Rgb } from '../scalars.ts'

const left = -9.5
const bottom = -15
const texelsPerCm = 32
export const canvasWidth = 19 * texelsPerCm
export const canvasHeight = 28 * texelsPerCm

/** Linear red, green, blue and gloss for each texel of the face, projected from the front; row 0 lies lowest. */
export type Canvas = Float32Array

/** The texel over a place of the face, in centimetres. */
export const texelOf = (x: number, y: number): readonly [number, number] => [
  (x - left) * texelsPerCm,
  (y - bottom) * texelsPerCm,
]

/** A rectangle of the face in centimetres. */
export type Box = {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

export const blankCanvas = (color: Rgb, gloss: number): Canvas => {
  const canvas = new Float32Array(canvasWidth * canvasHeight * 4)
  for (let offset = 0; offset < canvas.length; offset += 4) {
    canvas[offset] = color[0]
    canvas[offset + 1] = color[1]
    canvas[offset + 2] = color[2]
    canvas[offset + 3] = gloss
  }
  return canvas
}

/** Calls `touch` with the place (cm) and the canvas offset of each texel in the box. */
export const eachTexel = (
  box: Box,
  touch: (x: number, y: number, offset: number) => void,
): void => {
  const fromX = Math.max(0, Math.ceil((box.left - left) * texelsPerCm))
  const toX = Math.min(canvasWidth - 1, Math.floor((box.right - left) * texelsPerCm))
  const fromY = Math.max(0, Math.ceil((box.bottom - bottom) * texelsPerCm))
  const toY = Math.min(canvasHeight - 1, Math.floor((box.top - bottom) * texelsPerCm))
  for (let row = fromY; row <= toY; row++) {
    const y = bottom + row / texelsPerCm
    for (let column = fromX; column <= toX; column++) {
      touch(left + column / texelsPerCm, y, (row * canvasWidth + column) * 4)
    }
  }
}

/** Multiplies a texel's colour. */
export const tint = (canvas: Canvas, offset: number, r: number, g: number, b: number): void => {
  canvas[offset] = at(canvas, offset) * r
  canvas[offset + 1] = at(canvas, offset + 1) * g
  canvas[offset + 2] = at(canvas, offset + 2) * b
}

/** Darkens as a fold of skin does: red goes last, for light has been inside the flesh. */
export const fold = (canvas: Canvas, offset: number, amount: number, red = amount): void =>
  tint(canvas, offset, 1 - red, 1 - amount, 1 - amount)

/** Lays a colour over a texel. */
export const cover = (canvas: Canvas, offset: number, color: Rgb, opacity: number): void => {
  for (let channel = 0; channel < 3; channel++) {
    const under = at(canvas, offset + channel)
    canvas[offset + channel] = under + (at(color, channel) - under) * opacity
  }
}

/** Moves a texel's gloss towards a value. */
export const polish = (canvas: Canvas, offset: number, gloss: number, opacity: number): void => {
  const under = at(canvas, offset + 3)
  canvas[offset + 3] = under + (gloss - under) * opacity
}

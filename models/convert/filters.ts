import type { WeightTensor } from './tfjs-weights.ts'

/** A float tensor of ONNX' layout. */
export interface FloatTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** [1, 1, C] → [C, 1, 1] */
export const channelsFirst = (name: string, weight: WeightTensor): FloatTensor => ({
  name,
  shape: [weight.data.length, 1, 1],
  data: new Float32Array(weight.data),
})
/** HWCM → (C·M)1HW */
export function depthwiseFilters(name: string, { shape, data }: WeightTensor): FloatTensor {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = shape
  const filters = channels * multiplier
  return {
    name,
    shape: [filters, 1, height, width],
    data: permute(data, height * width, filters),
  }
}
/** HWIO → OIHW */
export function convolutionFilters(name: string, { shape, data }: WeightTensor): FloatTensor {
  const [height = 0, width = 0, input = 0, output = 0] = shape
  const ohwi = permute(data, height * width * input, output)
  const out = new Float32Array(data.length)
  const area = height * width
  for (let o = 0; o < output; o++)
    out.set(
      permute(ohwi.subarray(o * area * input, (o + 1) * area * input), area, input),
      o * area * input,
    )
  return { name, shape: [output, input, height, width], data: out }
}
function permute(data: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      out[column * rows + row] = data[row * columns + column] ?? 0
  return out
}

import { z } from 'zod'

export interface WeightTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array
}

const quantization = z.discriminatedUnion('dtype', [
  z.object({ dtype: z.literal('float16') }),
  z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
  z.object({ dtype: z.literal('uint16'), scale: z.number(), min: z.number() }),
])
/** A group of TensorFlow.js' weights manifest. */
export const weightsGroupSchema = z.object({
  weights: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.number().int().nonnegative()),
      dtype: z.enum(['float32', 'int32']),
      quantization: quantization.optional(),
    }),
  ),
})
type WeightsGroup = z.infer<typeof weightsGroupSchema>
type WeightEntry = WeightsGroup['weights'][number]

/**
 * Reads one group of TensorFlow.js weights, dequantised to 32 bits, by name.
 *
 * @throws Error when the file is longer or shorter than its manifest says
 */
export function readWeights(
  group: WeightsGroup,
  file: Uint8Array,
): ReadonlyMap<string, WeightTensor> {
  let offset = 0
  const tensors = new Map<string, WeightTensor>()
  for (const entry of group.weights) {
    const length = entry.shape.reduce((product, size) => product * size, 1)
    const byteLength = length * storedBytes(entry)
    // A copy, because typed arrays want aligned offsets.
    const stored = new Uint8Array(file.subarray(offset, offset + byteLength)).buffer
    if (stored.byteLength !== byteLength) throw new Error('weights: file shorter than its manifest')
    tensors.set(entry.name, { shape: entry.shape, data: dequantise(entry, stored) })
    offset += byteLength
  }
  if (offset !== file.length) throw new Error('weights: file longer than its manifest')
  return tensors
}

function storedBytes({ quantization: stored }: WeightEntry): number {
  if (stored === undefined) return 4
  return stored.dtype === 'uint8' ? 1 : 2
}

function dequantise(entry: WeightEntry, stored: ArrayBuffer): Float32Array | Int32Array {
  if (entry.quantization === undefined)
    return entry.dtype === 'int32' ? new Int32Array(stored) : new Float32Array(stored)
  if (entry.quantization.dtype === 'float16')
    return Float32Array.from(new Uint16Array(stored), halfToFloat)
  const { dtype, scale, min } = entry.quantization
  const levels = dtype === 'uint8' ? new Uint8Array(stored) : new Uint16Array(stored)
  return new Float32Array(levels).map((level) => level * scale + min)
}

/** IEEE 754 binary16. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

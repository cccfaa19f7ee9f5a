import { z } from 'zod'
import { convolutionFilters } from './filters.ts'
import { encodeOnnx, type OnnxNode, type OnnxTensor } from './onnx-writer.ts'
import { readWeights, weightsGroupSchema, type WeightTensor } from './tfjs-weights.ts'

/** dlib's face_recognition_resnet_model_v1, as face-api carries it: name, channels, halved. */
const blocks = [
  ['conv32_1', false],
  ['conv32_2', false],
  ['conv32_3', false],
  ['conv64_down', true],
  ['conv64_1', false],
  ['conv64_2', false],
  ['conv64_3', false],
  ['conv128_down', true],
  ['conv128_1', false],
  ['conv128_2', false],
  ['conv256_down', true],
  ['conv256_1', false],
  ['conv256_2', false],
  ['conv256_down_out', true],
] as const
export const dlibInputPx = 150
const meanRgb = [122.782, 117.001, 104.298]

/**
 * Writes dlib's recognition net as ONNX: `image` RGB 0–255 NCHW 150×150 → `descriptor` 128. Batch norm, which
 * face-api keeps as a scale and a bias behind each convolution, is folded into the convolution.
 *
 * @param manifest parsed face_recognition_model-weights_manifest.json
 */
export function dlibRecognitionToOnnx(manifest: unknown, weightFile: Uint8Array): Uint8Array {
  const weights = readWeights(z.tuple([weightsGroupSchema]).parse(manifest)[0], weightFile)
  const weightOf = (name: string): WeightTensor => {
    const weight = weights.get(name)
    if (weight === undefined) throw new Error('conversion: a weight is missing')
    return weight
  }
  const nodes: OnnxNode[] = []
  const initializers: OnnxTensor[] = []
  const store = (name: string, shape: readonly number[], data: OnnxTensor['data']) => {
    initializers.push({ name, shape, data })
    return name
  }
  const add = (
    op: string,
    inputs: readonly string[],
    output: string,
    attributes: OnnxNode['attributes'] = {},
  ) => {
    nodes.push({ op, inputs, outputs: [output], attributes })
    return output
  }

  const convolution = (x: string, name: string, stride: number, auto_pad: string) => {
    const filters = convolutionFilters(`${name}/filters`, weightOf(`${name}/conv/filters`))
    const scales = weightOf(`${name}/scale/weights`).data
    const biases = weightOf(`${name}/scale/biases`).data
    const size = filters.data.length / scales.length
    const folded = filters.data.map((value, i) => value * (scales[Math.floor(i / size)] ?? 0))
    const bias = new Float32Array(weightOf(`${name}/conv/bias`).data).map(
      (value, i) => value * (scales[i] ?? 0) + (biases[i] ?? 0),
    )
    return add(
      'Conv',
      [x, store(filters.name, filters.shape, folded), store(`${name}/bias`, [bias.length], bias)],
      name,
      { strides: { ints: [stride, stride] }, auto_pad: { string: auto_pad } },
    )
  }
  const relu = (x: string) => add('Relu', [x], `${x}/relu`)
  const pad = (x: string, name: string, after: { channels: number; rows: number }) =>
    add(
      'Pad',
      [
        x,
        store(
          `${name}/pads`,
          [8],
          BigInt64Array.from([0, 0, 0, 0, 0, after.channels, after.rows, after.rows], BigInt),
        ),
      ],
      name,
    )

  const centred = add(
    'Sub',
    ['image', store('mean', [1, 3, 1, 1], new Float32Array(meanRgb))],
    'centred',
  )
  const unit = add('Div', [centred, store('range', [1], Float32Array.of(255))], 'unit')
  const stem = relu(convolution(unit, 'conv32_down', 2, 'VALID'))
  let x = add('MaxPool', [stem], 'pooled', {
    kernel_shape: { ints: [3, 3] },
    strides: { ints: [2, 2] },
  })
  let side = Math.floor((Math.floor((dlibInputPx - 7) / 2) + 1 - 3) / 2) + 1
  let channels = 32
  for (const [name, halved] of blocks) {
    const first = relu(
      convolution(x, `${name}/conv1`, halved ? 2 : 1, halved ? 'VALID' : 'SAME_UPPER'),
    )
    let branch = convolution(first, `${name}/conv2`, 1, 'SAME_UPPER')
    if (halved) {
      const branchSide = Math.floor((side - 3) / 2) + 1
      const branchChannels = weightOf(`${name}/conv2/conv/bias`).data.length
      side = Math.floor(side / 2)
      x = add('AveragePool', [x], `${name}/pool`, {
        kernel_shape: { ints: [2, 2] },
        strides: { ints: [2, 2] },
      })
      // dlib's add_prev takes tensors of unlike shapes and reads zeros where one has nothing.
      if (branchChannels !== channels)
        x = pad(x, `${name}/skip`, { channels: branchChannels - channels, rows: 0 })
      if (branchSide !== side)
        branch = pad(branch, `${name}/branch`, { channels: 0, rows: side - branchSide })
      channels = branchChannels
    }
    x = relu(add('Add', [branch, x], `${name}/sum`))
  }
  const average = add('Flatten', [add('GlobalAveragePool', [x], 'average')], 'flat')
  const fc = weightOf('fc')
  add('MatMul', [average, store('fc', fc.shape, new Float32Array(fc.data))], 'descriptor')

  return encodeOnnx({
    name: 'dlib_face_recognition',
    inputs: [{ name: 'image', shape: [1, 3, dlibInputPx, dlibInputPx] }],
    outputs: [{ name: 'descriptor', shape: [1, 128] }],
    nodes,
    initializers,
  })
}

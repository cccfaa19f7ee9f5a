import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { beforeAll, describe, expect, test } from 'vitest'
import { dlibRecognitionToOnnx } from '../../models/convert/dlib-recognition.ts'
import { encodeOnnx } from '../../models/convert/onnx-writer.ts'
import { tfjsGraphToOnnx } from '../../models/convert/tfjs-graph.ts'
import { readWeights } from '../../models/convert/tfjs-weights.ts'

// The reference is TensorFlow.js itself, as bundled in face-api, on its plain CPU back end.
interface TfTensor {
  dataSync(): Float32Array
}
interface TfModel {
  execute(input: TfTensor, outputs: readonly string[]): TfTensor[]
}
interface FaceApi {
  readonly tf: {
    setBackend(name: string): Promise<boolean>
    tensor4d(data: Float32Array, shape: readonly number[]): TfTensor
    loadGraphModel(handler: { load(): Promise<unknown> }): Promise<TfModel>
    readonly io: { decodeWeights(data: ArrayBuffer, specs: unknown): unknown }
  }
  readonly FaceRecognitionNet: new () => {
    loadFromWeightMap(weights: unknown): void
    forwardInput(input: { toBatchTensor(): TfTensor }): TfTensor
  }
}

const folderOf = (name: string) => join(createRequire(import.meta.url).resolve(name), '..', '..')
const arrayBuffer = (file: Buffer) => new Uint8Array(file).buffer
const wave = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * 0.37))

let faceApi: FaceApi
beforeAll(async () => {
  // The bundle takes itself for a browser's; without a document it looks for Node modules that it doesn't carry.
  Object.assign(globalThis, { window: { document: {} } })
  const path = join(folderOf('@vladmandic/face-api'), 'dist', 'face-api.esm.js')
  const bundle: FaceApi = await import(path)
  faceApi = bundle
  await faceApi.tf.setBackend('cpu')
})

const toNhwc = (nchw: Float32Array, channels: number, area: number) =>
  nchw.map((_, i) => nchw[(i % channels) * area + Math.floor(i / channels)] ?? 0)

const floats = (tensor: Tensor | undefined) =>
  tensor?.data instanceof Float32Array ? tensor.data : new Float32Array()

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0)

describe('a converted model says what TensorFlow.js says', () => {
  test.each([
    ['blazeface', 256],
    ['facemesh', 192],
  ])('%s', async (name, side) => {
    const folder = join(folderOf('@vladmandic/human'), 'models')
    const json = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
    const weights = readFileSync(join(folder, `${name}.bin`))
    const session = await InferenceSession.create(tfjsGraphToOnnx(name, json, weights))
    const input = wave(3 * side * side)
    const [inputName = ''] = session.inputNames
    const ours = await session.run({ [inputName]: new Tensor(input, [1, 3, side, side]) })

    const model = await faceApi.tf.loadGraphModel({
      load: async () => ({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: arrayBuffer(weights),
      }),
    })
    const nhwc = faceApi.tf.tensor4d(toNhwc(input, 3, side * side), [1, side, side, 3])
    const theirs = model.execute(nhwc, session.outputNames)
    expect(session.outputNames.length).toBeGreaterThan(2)
    for (const [i, output] of session.outputNames.entries()) {
      const data = floats(ours[output])
      const reference = theirs[i]?.dataSync() ?? new Float32Array()
      expect(data.length).toBe(reference.length)
      // Outputs are pixels and logits of up to some hundreds.
      expect(largestDifference(data, reference)).toBeLessThan(0.002)
    }
  })

  test('dlib, with its batch norm folded', async () => {
    const base = join(folderOf('@vladmandic/face-api'), 'model', 'face_recognition_model')
    const manifest = JSON.parse(readFileSync(`${base}-weights_manifest.json`, 'utf8'))
    const weights = readFileSync(`${base}.bin`)
    const session = await InferenceSession.create(dlibRecognitionToOnnx(manifest, weights))
    const input = wave(3 * 150 * 150).map((value) => 127 + 120 * value)
    const ours = await session.run({ image: new Tensor(input, [1, 3, 150, 150]) })

    const net = new faceApi.FaceRecognitionNet()
    net.loadFromWeightMap(faceApi.tf.io.decodeWeights(arrayBuffer(weights), manifest[0].weights))
    const image = faceApi.tf.tensor4d(toNhwc(input, 3, 150 * 150), [1, 150, 150, 3])
    const theirs = net.forwardInput({ toBatchTensor: () => image }).dataSync()
    const data = floats(ours['descriptor'])
    expect(Math.max(...theirs)).toBeGreaterThan(0.1)
    expect(largestDifference(data, theirs)).toBeLessThan(1e-5)
  })
})

describe('a file that is not what it says', () => {
  const group = {
    weights: [{ name: 'w', shape: [2], dtype: 'float32' as const }],
  }
  test('weights shorter than their manifest are refused', () => {
    expect(() => readWeights(group, new Uint8Array(7))).toThrow('shorter')
  })
  test('weights longer than their manifest are refused', () => {
    expect(() => readWeights(group, new Uint8Array(9))).toThrow('longer')
  })
  test('an operation that the converter does not know is refused', () => {
    const json = {
      format: 'graph-model',
      modelTopology: { node: [{ name: 'x', op: 'Softmax' }] },
      weightsManifest: [{ weights: [] }],
    }
    expect(() => tfjsGraphToOnnx('x', json, new Uint8Array())).toThrow('no operation Softmax')
  })
})

test('the writer makes a model that the runtime reads', async () => {
  const bytes = encodeOnnx({
    name: 'double',
    inputs: [{ name: 'x', shape: [3] }],
    outputs: [{ name: 'y', shape: null }],
    nodes: [{ op: 'Mul', inputs: ['x', 'two'], outputs: ['y'] }],
    initializers: [{ name: 'two', shape: [1], data: Float32Array.of(2) }],
  })
  const session = await InferenceSession.create(bytes)
  const { y } = await session.run({ x: new Tensor(Float32Array.of(1, -2, 300), [3]) })
  expect(floats(y)).toEqual(Float32Array.of(2, -4, 600))
})

import { z } from 'zod'
import { encodeOnnx, type OnnxNode, type OnnxTensor } from './onnx-writer.ts'
import { channelsFirst, convolutionFilters, depthwiseFilters } from './filters.ts'
import { readWeights, weightsGroupSchema, type WeightTensor } from './tfjs-weights.ts'

const attribute = z.object({
  s: z.string().optional(),
  list: z
    .object({ i: z.array(z.string()).optional(), s: z.array(z.string()).optional() })
    .optional(),
  shape: z.object({ dim: z.array(z.object({ size: z.string() })) }).optional(),
})
const graphNodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z
    .object({
      strides: attribute.optional(),
      ksize: attribute.optional(),
      padding: attribute.optional(),
      fused_ops: attribute.optional(),
      shape: z.object({ shape: attribute.shape.shape }).optional(),
    })
    .default({}),
})
const graphModelSchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(graphNodeSchema) }),
  weightsManifest: z.tuple([weightsGroupSchema]),
})
type GraphNode = z.infer<typeof graphNodeSchema>

/**
 * Converts a TensorFlow.js graph model (model.json and its weights) to ONNX, opset 13. Tensors of four dimensions
 * change from NHWC to NCHW, inputs included; a Reshape sees its input in NHWC again, so outputs keep TensorFlow's
 * order.
 *
 * @param json the parsed model.json
 * @throws Error on an operation that no model of the manifest has
 */
export function tfjsGraphToOnnx(name: string, json: unknown, weightFile: Uint8Array): Uint8Array {
  const graph = graphModelSchema.parse(json)
  const graphNodes = graph.modelTopology.node
  const parts = {
    weights: readWeights(graph.weightsManifest[0], weightFile),
    nodes: [],
    initializers: new Map(),
  }
  for (const node of graphNodes) convertNode(node, parts)
  return encodeOnnx({
    name,
    inputs: graphNodes.filter(({ op }) => op === 'Placeholder').map(inputValue),
    outputs: graphNodes
      .filter(({ op }) => op === 'Identity')
      .map((node) => ({ name: node.name, shape: null })),
    nodes: parts.nodes,
    initializers: [...parts.initializers.values()],
  })
}

interface Parts {
  readonly weights: ReadonlyMap<string, WeightTensor>
  readonly nodes: OnnxNode[]
  readonly initializers: Map<string, OnnxTensor>
}

function convertNode(node: GraphNode, parts: Parts): void {
  const { weights, nodes } = parts
  const [x = '', second = '', third = '', fourth = ''] = node.input
  const store = (tensor: OnnxTensor) => {
    parts.initializers.set(tensor.name, tensor)
    return tensor.name
  }
  const prelu = (from: string, alpha: string, to: string) =>
    nodes.push({
      op: 'PRelu',
      inputs: [from, store(channelsFirst(alpha, weightOf(weights, alpha)))],
      outputs: [to],
    })

  switch (node.op) {
    case 'Const':
    case 'Placeholder':
      return
    case 'Identity':
    case 'Relu':
    case 'Sigmoid':
      nodes.push({ op: node.op, inputs: [x], outputs: [node.name] })
      return
    case 'AddV2':
      nodes.push({ op: 'Add', inputs: [x, second], outputs: [node.name] })
      return
    case 'Prelu':
      prelu(x, second, node.name)
      return
    case 'MaxPool':
      nodes.push({
        op: 'MaxPool',
        inputs: [x],
        outputs: [node.name],
        attributes: { kernel_shape: spatial(node.attr.ksize), ...window(node) },
      })
      return
    case 'DepthwiseConv2dNative': {
      const filters = store(depthwiseFilters(second, weightOf(weights, second)))
      const group = weightOf(weights, second).shape[2] ?? 1
      nodes.push({
        op: 'Conv',
        inputs: [x, filters],
        outputs: [node.name],
        attributes: { group: { int: group }, ...window(node) },
      })
      return
    }
    case '_FusedConv2D': {
      const [, activation = 'None'] = (node.attr.fused_ops?.list?.s ?? []).map(fromBase64)
      const filters = store(convolutionFilters(second, weightOf(weights, second)))
      const bias = store({ name: third, ...floats(weightOf(weights, third)) })
      const linear = activation === 'None' ? node.name : `${node.name}/linear`
      nodes.push({
        op: 'Conv',
        inputs: [x, filters, bias],
        outputs: [linear],
        attributes: window(node),
      })
      if (activation === 'Relu') nodes.push({ op: 'Relu', inputs: [linear], outputs: [node.name] })
      else if (activation === 'Prelu') prelu(linear, fourth, node.name)
      else if (activation !== 'None') throw new Error(`conversion: no activation ${activation}`)
      return
    }
    case 'Pad': {
      const pads = [...weightOf(weights, second).data]
      const [n0, n1, h0, h1, w0, w1, c0, c1] = pads
      const ordered = [n0, c0, h0, w0, n1, c1, h1, w1].map((size) => size ?? 0)
      nodes.push({ op: 'Pad', inputs: [x, store(int64s(second, ordered))], outputs: [node.name] })
      return
    }
    case 'Reshape': {
      const shape = store(int64s(second, [...weightOf(weights, second).data]))
      const nhwc = `${node.name}/nhwc`
      nodes.push(
        {
          op: 'Transpose',
          inputs: [x],
          outputs: [nhwc],
          attributes: { perm: { ints: [0, 2, 3, 1] } },
        },
        { op: 'Reshape', inputs: [nhwc, shape], outputs: [node.name] },
      )
      return
    }
    default:
      throw new Error(`conversion: no operation ${node.op}`)
  }
}

function inputValue(node: GraphNode) {
  const [, height = 0, width = 0, channels = 0] = (node.attr.shape?.shape?.dim ?? []).map(
    ({ size }) => Number(size),
  )
  return { name: node.name, shape: [1, channels, height, width] }
}

const spatial = (value: z.infer<typeof attribute> | undefined) => ({
  ints: (value?.list?.i ?? ['1', '1', '1', '1']).slice(1, 3).map(Number),
})
const window = (node: GraphNode) => ({
  strides: spatial(node.attr.strides),
  // TensorFlow puts the odd row of SAME padding at the bottom and the right, as SAME_UPPER does.
  auto_pad: { string: fromBase64(node.attr.padding?.s ?? '') === 'SAME' ? 'SAME_UPPER' : 'VALID' },
})
const fromBase64 = (value: string) => Buffer.from(value, 'base64').toString('latin1')

function weightOf(weights: ReadonlyMap<string, WeightTensor>, name: string): WeightTensor {
  const weight = weights.get(name)
  if (weight === undefined) throw new Error('conversion: a weight is missing')
  return weight
}

const floats = ({ shape, data }: WeightTensor) => ({ shape, data: new Float32Array(data) })
const int64s = (name: string, values: readonly number[]): OnnxTensor => ({
  name,
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt),
})

/** The few ONNX messages that a face net needs, written as protobuf (onnx.proto3 of ONNX 1.8, opset 13). */
export interface OnnxModel {
  readonly name: string
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxTensor[]
}
/** A float tensor; null stands for any shape. */
export interface OnnxValue {
  readonly name: string
  readonly shape: readonly number[] | null
}
export interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
}
/** `int` and `ints` are INT attributes, a string is STRING. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string }
export interface OnnxTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array | BigInt64Array
}

/** Encodes a model as the bytes of an .onnx file. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const irVersion = 7
  const opset = 13
  return message(
    varint(1, irVersion),
    text(2, 'kakunin'),
    nested(
      7,
      ...model.nodes.map((node) => nested(1, ...nodeFields(node))),
      text(2, model.name),
      ...model.initializers.map((tensor) => nested(5, ...tensorFields(tensor))),
      ...model.inputs.map((value) => nested(11, ...valueFields(value))),
      ...model.outputs.map((value) => nested(12, ...valueFields(value))),
    ),
    nested(8, text(1, ''), varint(2, opset)),
  )
}

const nodeFields = (node: OnnxNode) => [
  ...node.inputs.map((name) => text(1, name)),
  ...node.outputs.map((name) => text(2, name)),
  text(4, node.op),
  ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
    nested(5, text(1, name), ...attributeFields(value)),
  ),
]

const attributeType = { int: 2, string: 3, ints: 7 } as const
function attributeFields(value: OnnxAttribute) {
  if ('int' in value) return [varint(3, value.int), varint(20, attributeType.int)]
  if ('string' in value) return [text(4, value.string), varint(20, attributeType.string)]
  return [...value.ints.map((int) => varint(8, int)), varint(20, attributeType.ints)]
}

const elementType = { float: 1, int64: 7 } as const
const tensorFields = ({ name, shape, data }: OnnxTensor) => [
  ...shape.map((size) => varint(1, size)),
  varint(2, data instanceof Float32Array ? elementType.float : elementType.int64),
  text(8, name),
  bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
]

const valueFields = ({ name, shape }: OnnxValue) => [
  text(1, name),
  nested(
    2,
    nested(
      1,
      varint(1, elementType.float),
      ...(shape === null ? [] : [nested(2, ...shape.map((size) => nested(1, varint(1, size))))]),
    ),
  ),
]

// Wire format: https://protobuf.dev/programming-guides/encoding
const wire = { varint: 0, lengthDelimited: 2 } as const
const message = (...fields: readonly Uint8Array[]) => Buffer.concat(fields)
const nested = (field: number, ...fields: readonly Uint8Array[]) => bytes(field, message(...fields))
const text = (field: number, value: string) => bytes(field, Buffer.from(value))
const varint = (field: number, value: number) =>
  message(number(field * 8 + wire.varint), number(value))
const bytes = (field: number, value: Uint8Array) =>
  message(number(field * 8 + wire.lengthDelimited), number(value.length), value)

function number(value: number): Uint8Array {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80)
  return Uint8Array.from([...out, Number(rest)])
}

import type { EmbedderSpec } from '../../models/manifest.ts'
import type { Model } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { alignFace, type AlignmentTemplate } from './align.ts'
import type { Face } from './face.ts'
import { toTensor, type TensorLayout } from './sample.ts'

/** A unit vector: the dot product of two is their cosine. */
export type Embedding = Float32Array

interface Preparation {
  readonly template: AlignmentTemplate
  readonly layout: TensorLayout
}
/** What the nets were trained with; dlib's own mean is inside its converted graph. */
const preparations: Record<EmbedderSpec['name'], Preparation> = {
  'dlib-resnet-v1': { template: 'dlib-150', layout: {} },
  'mobilefacenet-foamliu': {
    template: 'arcface-112',
    layout: {
      mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
      deviation: [0.229 * 255, 0.224 * 255, 0.225 * 255],
    },
  },
}

/** Describes a face; the mirrored face is averaged in, as when the thresholds were measured. */
export async function embedFace(
  image: Raster,
  face: Pick<Face, 'points5'>,
  model: Model<EmbedderSpec>,
): Promise<Embedding> {
  const { template, layout } = preparations[model.spec.name]
  const aligned = alignFace(image, face.points5, template)
  const shape = [1, 3, aligned.height, aligned.width]
  const [own, mirrored] = [
    await describe(toTensor(aligned, layout)),
    await describe(toTensor(mirror(aligned), layout)),
  ]
  return meanEmbedding([own, mirrored])

  async function describe(input: Float32Array): Promise<Embedding> {
    const [descriptor = new Float32Array()] = (await model.run(input, shape)).values()
    return normalised(descriptor)
  }
}

export const meanEmbedding = (embeddings: readonly Embedding[]): Embedding =>
  normalised(
    new Float32Array(embeddings[0]?.length ?? 0).map((_, i) =>
      embeddings.reduce((sum, embedding) => sum + (embedding[i] ?? 0), 0),
    ),
  )

export const cosine = (a: Embedding, b: Embedding): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

function normalised(vector: Float32Array): Embedding {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / (length || 1))
}

function mirror({ width, height, data }: Raster): Raster {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++)
        out[(y * width + x) * 3 + channel] = data[(y * width + width - 1 - x) * 3 + channel] ?? 0
  return { width, height, data: out }
}

import type { FaceComparison } from '../../domain/findings.ts'
import type { CardBox } from '../../domain/geometry.ts'
import { farLevelOf } from '../../models/manifest.ts'
import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectFaces } from './detect-faces.ts'
import { cosine, embedFace, meanEmbedding, type Embedding } from './embed.ts'
import { mainFace, type Face } from './face.ts'

/**
 * Compares the portrait of a document with one or more pictures of the applicant, whose descriptions are averaged.
 * Where either side shows no face, the score is 0, the level NONE, and the width of that side 0.
 *
 * @param portrait the portrait, or the part of the card around it
 */
export async function compareFaces(
  portrait: Raster,
  probes: readonly Raster[],
  models: Models,
): Promise<FaceComparison> {
  const { embedder } = models
  const { main: printed } = mainFace(await detectFaces(portrait, models))
  const embeddings: Embedding[] = []
  let faceWidthPx = 0
  let faceCount = 0
  let faceBox: CardBox | null = null
  for (const probe of probes) {
    const { main, others } = mainFace(await detectFaces(probe, models))
    if (main === null) continue
    embeddings.push(await embedFace(probe, main, embedder))
    faceWidthPx = Math.max(faceWidthPx, main.box.width)
    faceCount = Math.max(faceCount, 1 + others)
    faceBox ??= boxOf(main, probe)
  }
  const score =
    printed === null || embeddings.length === 0
      ? 0
      : cosine(await embedFace(portrait, printed, embedder), meanEmbedding(embeddings))
  const { thresholds, name, version } = embedder.spec
  return {
    score,
    farLevel: farLevelOf(score, thresholds),
    // Every embedder of the manifest has this threshold; without one, nothing would reach it.
    thresholdHigh: thresholds.HIGH ?? 1,
    portraitWidthPx: printed?.box.width ?? 0,
    faceWidthPx,
    faceCount,
    faceBox,
    by: { engine: 'onnxruntime', model: name, version },
  }
}

const boxOf = ({ box: { x, y, width, height } }: Face, picture: Raster): CardBox => ({
  x0: x / picture.width,
  y0: y / picture.height,
  x1: (x + width) / picture.width,
  y1: (y + height) / picture.height,
})

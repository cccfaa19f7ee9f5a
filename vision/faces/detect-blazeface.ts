import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { suppressOverlaps, type Face } from './face.ts'
import { meshFace, meshFivePoints, type MeshRegion } from './mesh-face.ts'
import { sampleAffine, toTensor } from './sample.ts'

const side = 256
const leastScore = 0.6
const leastPresence = 0.5
/** Outputs for the two grids: cells on a side, anchors a cell (MediaPipe, face_detection_back). */
const grids = [
  { scores: 'Identity', boxes: 'Identity_2', cells: 16, anchors: 2 },
  { scores: 'Identity_1', boxes: 'Identity_3', cells: 8, anchors: 6 },
] as const

/** BlazeFace finds the heads; the face mesh gives each its five points and may say that it is none. */
export async function detectWithBlazeface(
  image: Raster,
  models: Pick<Models, 'blazeface' | 'facemesh'>,
): Promise<readonly Face[]> {
  // Resize: the whole picture, centred in a square.
  const scale = Math.max(image.width, image.height) / side
  const left = (image.width - side * scale) / 2
  const top = (image.height - side * scale) / 2
  const offset = (scale - 1) / 2
  const square = sampleAffine(image, [scale, 0, left + offset, 0, scale, top + offset], side, side)
  const half = [127.5, 127.5, 127.5] as const
  const input = toTensor(square, { mean: half, deviation: half })
  const outputs = await models.blazeface.run(input, [1, 3, side, side])

  const heads: Face[] = []
  for (const { scores, boxes, cells, anchors } of grids) {
    const logits = outputs.get(scores) ?? new Float32Array()
    const values = outputs.get(boxes) ?? new Float32Array()
    for (let i = 0; i < logits.length; i++) {
      const score = 1 / (1 + Math.exp(-(logits[i] ?? 0)))
      if (score < leastScore) continue
      const cell = Math.floor(i / anchors)
      const anchorX = ((cell % cells) + 0.5) * (side / cells)
      const anchorY = (Math.floor(cell / cells) + 0.5) * (side / cells)
      const [dx = 0, dy = 0, width = 0, height = 0] = values.subarray(i * 16, i * 16 + 4)
      const point = (k: number) => ({
        x: left + (anchorX + (values[i * 16 + 4 + 2 * k] ?? 0)) * scale,
        y: top + (anchorY + (values[i * 16 + 5 + 2 * k] ?? 0)) * scale,
      })
      // BlazeFace knows the middle of the mouth only.
      heads.push({
        box: {
          x: left + (anchorX + dx - width / 2) * scale,
          y: top + (anchorY + dy - height / 2) * scale,
          width: width * scale,
          height: height * scale,
        },
        points5: [point(0), point(1), point(2), point(3), point(3)],
        score,
      })
    }
  }

  const faces: Face[] = []
  for (const head of suppressOverlaps(heads)) {
    const mesh = await meshFace(image, headRegion(head), models.facemesh)
    if (mesh.presence >= leastPresence) faces.push({ ...head, points5: meshFivePoints(mesh) })
  }
  return faces
}

function headRegion({ box, points5: [leftEye, rightEye] }: Face): MeshRegion {
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    sidePx: 1.5 * Math.max(box.width, box.height),
    rollRadians: Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x),
  }
}

import type { Point } from '../../domain/geometry.ts'
import type { Model } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { suppressOverlaps, type Face } from './face.ts'
import { sampleAffine, toTensor } from './sample.ts'

const leastScore = 0.6
const strides = [8, 16, 32] as const

/** YuNet (Wu et al. 2023): an anchor-free head at three strides with five points. */
export async function detectWithYunet(
  image: Raster,
  model: Model,
  maxSidePx: number,
): Promise<readonly Face[]> {
  // Resize: never enlarged; sides filled up to multiples of 32 with black.
  const scale = Math.max(1, Math.max(image.width, image.height) / maxSidePx)
  const width = Math.ceil(image.width / scale / 32) * 32
  const height = Math.ceil(image.height / scale / 32) * 32
  const offset = (scale - 1) / 2
  const small = sampleAffine(image, [scale, 0, offset, 0, scale, offset], width, height)

  const outputs = await model.run(toTensor(small, { order: 'BGR' }), [1, 3, height, width])
  const output = (name: string) => outputs.get(name) ?? new Float32Array()

  const faces: Face[] = []
  for (const stride of strides) {
    const [classes, objects] = [output(`cls_${stride}`), output(`obj_${stride}`)]
    const [boxes, keypoints] = [output(`bbox_${stride}`), output(`kps_${stride}`)]
    const columns = width / stride
    for (let i = 0; i < classes.length; i++) {
      const score = Math.sqrt(Math.max(0, (classes[i] ?? 0) * (objects[i] ?? 0)))
      if (score < leastScore) continue
      const column = i % columns
      const row = Math.floor(i / columns)
      const [dx = 0, dy = 0, logWidth = 0, logHeight = 0] = boxes.subarray(i * 4, i * 4 + 4)
      const unit = stride * scale
      const boxWidth = Math.exp(logWidth) * unit
      const boxHeight = Math.exp(logHeight) * unit
      const point = (k: number): Point => ({
        x: (column + (keypoints[i * 10 + 2 * k] ?? 0)) * unit,
        y: (row + (keypoints[i * 10 + 2 * k + 1] ?? 0)) * unit,
      })
      faces.push({
        box: {
          x: (column + dx) * unit - boxWidth / 2,
          y: (row + dy) * unit - boxHeight / 2,
          width: boxWidth,
          height: boxHeight,
        },
        points5: [point(0), point(1), point(2), point(3), point(4)],
        score: Math.min(1, score),
      })
    }
  }
  return suppressOverlaps(faces)
}

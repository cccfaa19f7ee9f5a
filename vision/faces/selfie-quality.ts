import type { CaptureVerdict } from '../../domain/findings.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectFaces } from './detect-faces.ts'
import { mainFace, type Face } from './face.ts'
import { headPose } from './head-pose.ts'
import { faceRegion, meshFace, meshPoint, meshPointCount, type FaceMesh } from './mesh-face.ts'
import { sampleAffine } from './sample.ts'

export const selfieLimits = {
  /** Detected face, in pixels; recognition fails on small ones (85 px: 9 % of genuine pairs lost). */
  minFaceWidthPx: 110,
  maxYaw: 18,
  /** As the mesh reads it, which is off by up to ±15° between persons. */
  maxPitch: 28,
  maxRoll: 20,
  /** Mean luma of the face, 0–255. Dark skin in good light lies well above the lower limit. */
  minLuma: 35,
  maxLuma: 235,
  /** Variance of the Laplacian on the face shrunk or grown to 128 px of width. */
  minSharpness: 40,
} as const

interface JudgedFrame {
  readonly reasonCodes: readonly ReasonCode[]
  readonly measures: Readonly<Record<string, number>>
}

/**
 * Verdict on a capture of the slot FACE: one face, large enough, whole, frontal, lit, sharp. The best frame is the one
 * with the fewest reasons against it, then the sharpest.
 */
export async function judgeSelfie(
  frames: readonly Raster[],
  models: Models,
): Promise<CaptureVerdict> {
  const judged: JudgedFrame[] = []
  for (const frame of frames) judged.push(await judgeFrame(frame, models))
  const order = [...judged.entries()].toSorted(
    ([, a], [, b]) =>
      a.reasonCodes.length - b.reasonCodes.length ||
      (b.measures['sharpness'] ?? 0) - (a.measures['sharpness'] ?? 0),
  )
  const [bestFrame, best] = order[0] ?? [0, { reasonCodes: ['IMG_MISSING'] as const, measures: {} }]
  return {
    slot: 'FACE',
    accepted: best.reasonCodes.length === 0,
    reasonCodes: best.reasonCodes,
    bestFrame,
    quad: null,
    measures: best.measures,
  }
}

async function judgeFrame(image: Raster, models: Models): Promise<JudgedFrame> {
  const { main, others } = mainFace(await detectFaces(image, models))
  if (main === null) return { reasonCodes: ['FACE_NOT_FOUND'], measures: { faceCount: 0 } }
  const mesh = await meshFace(image, faceRegion(main), models.facemesh)
  const pose = headPose(mesh)
  const { luma, sharpness } = lightAndSharpness(image, main)
  const limits = selfieLimits
  const { box } = main

  // What helps most comes first.
  const checks: readonly (readonly [boolean, ReasonCode])[] = [
    [others > 0, 'SELFIE_MANY_FACES'],
    [isCutOff(image, mesh), 'IMG_CROPPED'],
    [box.width < limits.minFaceWidthPx, 'IMG_SMALL'],
    [luma < limits.minLuma, 'IMG_DARK'],
    [luma > limits.maxLuma, 'IMG_BRIGHT'],
    [
      Math.abs(pose.yaw) > limits.maxYaw ||
        Math.abs(pose.pitch) > limits.maxPitch ||
        Math.abs(pose.roll) > limits.maxRoll,
      'SELFIE_NG',
    ],
    [sharpness < limits.minSharpness, 'IMG_BLUR'],
  ]
  return {
    reasonCodes: checks.filter(([fails]) => fails).map(([, code]) => code),
    measures: {
      faceCount: 1 + others,
      faceWidthPx: Math.round(box.width),
      yawDegrees: pose.yaw,
      pitchDegrees: pose.pitch,
      rollDegrees: pose.roll,
      luma,
      sharpness,
    },
  }
}

/** The mesh goes on where the picture ends: some of its points outside mean a face cut off. */
function isCutOff({ width, height }: Raster, mesh: FaceMesh): boolean {
  const mostOutside = 0.02
  const outside = Array.from({ length: meshPointCount }, (_, i) => meshPoint(mesh, i)).filter(
    ({ x, y }) => x < 0 || y < 0 || x > width || y > height,
  )
  return outside.length > mostOutside * meshPointCount
}

function lightAndSharpness(image: Raster, { box }: Face): { luma: number; sharpness: number } {
  const width = 128
  const scale = box.width / width
  const height = Math.max(3, Math.round(box.height / scale))
  const { data } = sampleAffine(image, [scale, 0, box.x, 0, scale, box.y], width, height)
  const grey = new Float32Array(width * height)
  let sum = 0
  for (let i = 0; i < grey.length; i++) {
    const red = data[i * 3] ?? 0
    const green = data[i * 3 + 1] ?? 0
    const blue = data[i * 3 + 2] ?? 0
    grey[i] = 0.299 * red + 0.587 * green + 0.114 * blue
    sum += grey[i] ?? 0
  }
  let total = 0
  let squares = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const around =
        (grey[i - 1] ?? 0) + (grey[i + 1] ?? 0) + (grey[i - width] ?? 0) + (grey[i + width] ?? 0)
      const laplacian = around - 4 * (grey[i] ?? 0)
      total += laplacian
      squares += laplacian * laplacian
    }
  }
  const count = (width - 2) * (height - 2)
  return { luma: sum / grey.length, sharpness: squares / count - (total / count) ** 2 }
}

import type { Point } from '../../domain/geometry.ts'
import type { Model } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import type { Face, FivePoints } from './face.ts'
import { sampleAffine, toTensor } from './sample.ts'

const side = 192
export const meshPointCount = 468

/** A square region around an upright head. */
export interface MeshRegion {
  readonly centre: Point
  readonly sidePx: number
  readonly rollRadians: number
}

/** MediaPipe's face mesh in pixels of the picture; z grows away from the camera, on the scale of x. */
export interface FaceMesh {
  /** x, y, z for each of 468 points. */
  readonly points: Float32Array
  /** 0…1: that the region shows a face at all. */
  readonly presence: number
}

/** Fits the mesh twice, the second time around what the first found, so that any detector's box gives the same. */
export async function meshFace(image: Raster, region: MeshRegion, model: Model): Promise<FaceMesh> {
  const first = await runMesh(image, region, model)
  return first.presence < 0.1 ? first : runMesh(image, meshRegion(first), model)
}

/** Where the mesh of a detected face is looked for. */
export function faceRegion({ box, points5: [leftEye, rightEye] }: Face): MeshRegion {
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    sidePx: 1.4 * Math.max(box.width, box.height),
    rollRadians: Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x),
  }
}

async function runMesh(image: Raster, region: MeshRegion, model: Model): Promise<FaceMesh> {
  const { centre, sidePx, rollRadians } = region
  const scale = sidePx / side
  const cos = Math.cos(rollRadians) * scale
  const sin = Math.sin(rollRadians) * scale
  const middle = (side - 1) / 2
  const x0 = centre.x - cos * middle + sin * middle
  const y0 = centre.y - sin * middle - cos * middle
  const upright = sampleAffine(image, [cos, -sin, x0, sin, cos, y0], side, side)
  const unit = [255, 255, 255] as const
  const outputs = await model.run(toTensor(upright, { deviation: unit }), [1, 3, side, side])

  const raw = outputs.get('Identity_2') ?? new Float32Array()
  const points = new Float32Array(meshPointCount * 3)
  for (let i = 0; i < points.length; i += 3) {
    const [x = 0, y = 0, z = 0] = raw.subarray(i, i + 3)
    points[i] = x0 + cos * x - sin * y
    points[i + 1] = y0 + sin * x + cos * y
    points[i + 2] = z * scale
  }
  return { points, presence: outputs.get('Identity_1')?.[0] ?? 0 }
}

/** MediaPipe follows a face by its mesh's bounds, half as large again, upright by the outer eye corners. */
function meshRegion(mesh: FaceMesh): MeshRegion {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < mesh.points.length; i += 3) {
    const [x = 0, y = 0] = mesh.points.subarray(i, i + 2)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const leftEye = meshPoint(mesh, meshIndex.leftEyeOuter)
  const rightEye = meshPoint(mesh, meshIndex.rightEyeOuter)
  return {
    centre: { x: (left + right) / 2, y: (top + bottom) / 2 },
    sidePx: 1.5 * Math.max(right - left, bottom - top),
    rollRadians: Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x),
  }
}

/** Indices of the mesh; left and right as the picture shows them. */
export const meshIndex = {
  forehead: 10,
  chin: 152,
  noseTip: 1,
  leftEyeOuter: 33,
  leftEyeInner: 133,
  rightEyeInner: 362,
  rightEyeOuter: 263,
  mouthLeft: 61,
  mouthRight: 291,
} as const

export const meshPoint = ({ points }: FaceMesh, index: number) => ({
  x: points[index * 3] ?? 0,
  y: points[index * 3 + 1] ?? 0,
  z: points[index * 3 + 2] ?? 0,
})

export function meshFivePoints(mesh: FaceMesh): FivePoints {
  const point = (index: number): Point => {
    const { x, y } = meshPoint(mesh, index)
    return { x, y }
  }
  const between = (one: number, other: number): Point => {
    const [a, b] = [point(one), point(other)]
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  }
  return [
    between(meshIndex.leftEyeOuter, meshIndex.leftEyeInner),
    between(meshIndex.rightEyeInner, meshIndex.rightEyeOuter),
    point(meshIndex.noseTip),
    point(meshIndex.mouthLeft),
    point(meshIndex.mouthRight),
  ]
}

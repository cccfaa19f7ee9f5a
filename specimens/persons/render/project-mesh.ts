import type { Follows, Mesh } from '../mesh.ts'
import { at, mix, smoothstep } from '../scalars.ts'
import type { Pose, View } from './view.ts'

/** A person's place in the scene: pose and shift in centimetres. */
export type Placement = Pose & { readonly atXCm?: number; readonly atYCm?: number }

export type Projected = {
  readonly mesh: Mesh
  /** Posed positions and normals, three numbers a vertex, in centimetres of the scene. */
  readonly positions: Float32Array
  readonly normals: Float32Array
  /** Pixel x, pixel y and inverse depth, three numbers a vertex. */
  readonly screen: Float32Array
}

export type Camera = {
  readonly width: number
  readonly height: number
  readonly focalPx: number
  readonly eye: readonly [number, number, number]
}

/** A pinhole camera before the face; `scale` is the number of samples a pixel has along one side. */
export const cameraOf = (view: View, scale: number): Camera => {
  const width = view.width * scale
  return {
    width,
    height: view.height * scale,
    focalPx: 1.3125 * width * (view.zoom ?? 1),
    eye: [-(view.shiftXCm ?? 0), -(view.shiftYCm ?? 0) - 1.5, (view.distanceCm ?? 60) + 8],
  }
}

// The neck's joint: what a head turns about.
const pivot = [0, -7, -1.5] as const

/** Poses a mesh and projects it into the camera. */
export const projectMesh = (mesh: Mesh, placement: Placement, camera: Camera): Projected => {
  const { atXCm = 0, atYCm = 0 } = placement
  const turn = rotation(placement)
  const count = mesh.positions.length / 3
  const positions = new Float32Array(3 * count)
  const normals = new Float32Array(3 * count)
  const screen = new Float32Array(3 * count)
  const [eyeX, eyeY, eyeZ] = camera.eye
  const followShare = followShares[mesh.follows]
  for (let k = 0; k < 3 * count; k += 3) {
    const x = at(mesh.positions, k) - pivot[0]
    const y = at(mesh.positions, k + 1) - pivot[1]
    const z = at(mesh.positions, k + 2) - pivot[2]
    const nx = at(mesh.normals, k)
    const ny = at(mesh.normals, k + 1)
    const nz = at(mesh.normals, k + 2)
    const share = followShare(y + pivot[1])
    // Rows of the rotation, blended with no rotation by the share.
    const px = mix(x, turn[0] * x + turn[1] * y + turn[2] * z, share) + pivot[0] + atXCm
    const py = mix(y, turn[3] * x + turn[4] * y + turn[5] * z, share) + pivot[1] + atYCm
    const pz = mix(z, turn[6] * x + turn[7] * y + turn[8] * z, share) + pivot[2]
    positions[k] = px
    positions[k + 1] = py
    positions[k + 2] = pz
    const turned = share > 0
    normals[k] = turned ? turn[0] * nx + turn[1] * ny + turn[2] * nz : nx
    normals[k + 1] = turned ? turn[3] * nx + turn[4] * ny + turn[5] * nz : ny
    normals[k + 2] = turned ? turn[6] * nx + turn[7] * ny + turn[8] * nz : nz
    const inverseDepth = 1 / (eyeZ - pz)
    screen[k] = camera.width / 2 + (px - eyeX) * camera.focalPx * inverseDepth
    screen[k + 1] = camera.height / 2 - (py - eyeY) * camera.focalPx * inverseDepth
    screen[k + 2] = inverseDepth
  }
  return { mesh, positions, normals, screen }
}

const followShares: Record<Follows, (y: number) => number> = {
  head: () => 1,
  neck: (y) => smoothstep(-18, -8, y),
  hair: (y) => smoothstep(-22, -6, y),
  body: () => 0,
}

type Rotation = readonly [number, number, number, number, number, number, number, number, number]

/** Yaw first, then pitch, then roll, as a matrix by rows. */
const rotation = ({ yawDeg = 0, pitchDeg = 0, rollDeg = 0 }: Pose): Rotation => {
  const radians = Math.PI / 180
  const cy = Math.cos(yawDeg * radians)
  const sy = Math.sin(yawDeg * radians)
  const cp = Math.cos(-pitchDeg * radians)
  const sp = Math.sin(-pitchDeg * radians)
  const cr = Math.cos(rollDeg * radians)
  const sr = Math.sin(rollDeg * radians)
  return [
    cr * cy - sr * sp * sy,
    -sr * cp,
    cr * sy + sr * sp * cy,
    sr * cy + cr * sp * sy,
    cr * cp,
    sr * sy - cr * sp * cy,
    -cp * sy,
    sp,
    cp * cy,
  ]
}

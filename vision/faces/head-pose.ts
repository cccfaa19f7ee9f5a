import { meshIndex, meshPoint, type FaceMesh } from './mesh-face.ts'

/** Degrees. Yaw grows to the person's own left, pitch upwards, roll clockwise in the picture. */
export interface HeadPose {
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

/**
 * How a head is turned, from the line of the outer eye corners and the line from forehead to chin. Pitch has an offset
 * of some degrees that differs between persons: compare it with the same person's frontal frame.
 */
export function headPose(mesh: FaceMesh): HeadPose {
  const across = direction(
    meshPoint(mesh, meshIndex.leftEyeOuter),
    meshPoint(mesh, meshIndex.rightEyeOuter),
  )
  const down = direction(meshPoint(mesh, meshIndex.forehead), meshPoint(mesh, meshIndex.chin))
  return {
    // The own left eye is on the picture's right; it goes away from the camera in a turn to the left.
    yaw: degrees(Math.atan2(across.z, Math.hypot(across.x, across.y))),
    // Looking up, the chin comes towards the camera.
    pitch: degrees(Math.atan2(-down.z, Math.hypot(down.x, down.y))),
    roll: degrees(Math.atan2(across.y, across.x)),
  }
}

interface Vector {
  readonly x: number
  readonly y: number
  readonly z: number
}
const direction = (from: Vector, to: Vector): Vector => ({
  x: to.x - from.x,
  y: to.y - from.y,
  z: to.z - from.z,
})
const degrees = (radians: number) => (radians * 180) / Math.PI
